package dev.migrationgate.ledger.audit;

/** There can be no export now. Nothing was written. */
public final class ExportRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    ExportRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What keeps it from being one. */
    public enum Reason {
        /** Not all is read, or what was signed before is not known yet; it passes by itself. */
        REBUILDING,
        /** What is recorded is not what was signed before; somebody has to look. */
        HISTORY_DIFFERS
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}
