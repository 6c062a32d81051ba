package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/**
 * Why a migration failed.
 *
 * @param reason upper-case word
 * @param message what happened, in a sentence; holds no secret
 * @param exitCode exit code of the container
 * @param signal signal that ended the container
 * @param logExcerpt last lines of the log, redacted
 */
public record Failure(
        String reason, String message, Optional<Integer> exitCode, Optional<Integer> signal, List<String> logExcerpt) {

    /** The container exited with a code other than 0. */
    public static final String EXIT_CODE = "EXIT_CODE";
    /** A signal ended the container. */
    public static final String SIGNAL = "SIGNAL";
    /** The container ran longer than the manifest allows. */
    public static final String TIMEOUT = "TIMEOUT";
    /** The execution was cancelled. */
    public static final String CANCELLED = "CANCELLED";
    /** The execution failed, and the platform says nothing more exact than its message. */
    public static final String EXECUTION = "EXECUTION";
    /** The execution ended before its container started, so that nothing of the migration can have happened. */
    public static final String NOT_STARTED = "NOT_STARTED";
    /** The lane keeps no more requests. */
    public static final String QUEUE_FULL = "QUEUE_FULL";
    /** The database could not be prepared, or not be checked. */
    public static final String DATABASE = "DATABASE";
    /** After the migration, or without one, the database is not as the manifest declares. */
    public static final String DATABASE_DRIFT = "DATABASE_DRIFT";
    /** The platform refuses the job. */
    public static final String START_REFUSED = "START_REFUSED";
    /** One of the lane's deadlines passed. */
    public static final String DEADLINE = "DEADLINE";
    /** A person decided that the execution had failed. */
    public static final String VERDICT = "VERDICT";

    /** Copies the list. */
    public Failure {
        logExcerpt = List.copyOf(logExcerpt);
    }

    /** A failure that no container caused. */
    public static Failure of(String reason, String message) {
        return new Failure(reason, message, Optional.empty(), Optional.empty(), List.of());
    }

    /** The same failure for a reason that is known better here. */
    Failure because(String better, String sentence) {
        return new Failure(better, sentence, exitCode, signal, logExcerpt);
    }
}
