package dev.migrationgate.emulator.run.container;

import com.google.cloud.run.v2.Condition.CommonReason;

/** A container cannot even be started; the message is fit for a condition. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final CommonReason reason;

    StartFailure(CommonReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** What Cloud Run calls the reason. */
    public CommonReason reason() {
        return reason;
    }

    /** The message, which is never missing here. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
