package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.Condition.CommonReason;

/** How one attempt of a task ended. */
sealed interface AttemptEnd {
    /** Exit code 0. */
    record Succeeded() implements AttemptEnd {}

    /** The container ran and ended badly; one of exit code and signal is not 0, or neither is known. */
    record Failed(String message, int exitCode, int signal) implements AttemptEnd {}

    /** The container could not be started; another attempt is not made. */
    record NotStarted(CommonReason reason, String message) implements AttemptEnd {}

    /** Someone cancelled the execution. */
    record Cancelled() implements AttemptEnd {}

    /** Nobody wants to know any more: the execution was deleted or the emulator is closing. */
    record Abandoned() implements AttemptEnd {}
}
