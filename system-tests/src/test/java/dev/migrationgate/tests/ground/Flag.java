package dev.migrationgate.tests.ground;

/** What a migration's script can wait for, and a test brings about. */
public interface Flag {
    /** A shell's command that succeeds once the flag is up. */
    String isUp();

    /** Puts it up, for good. */
    void raise() throws Exception;

    /** A shell's command that ends once the flag is up. */
    default String await() {
        return "until " + isUp() + "; do sleep 0.1; done";
    }
}
