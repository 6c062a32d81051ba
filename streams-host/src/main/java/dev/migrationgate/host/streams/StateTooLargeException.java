package dev.migrationgate.host.streams;

/** What a machine decided would not fit into one record of its changelog; nothing of it was stored. */
final class StateTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StateTooLargeException(String key, int bytes, int most) {
        super("the state of '" + key + "' would have " + bytes + " bytes, and " + most + " fit");
    }
}
