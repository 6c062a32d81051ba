package dev.migrationgate.runner.lane;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A fact that a lane makes known. */
public sealed interface LaneEvent {

    /**
     * The execution exists.
     *
     * @param epoch as in {@link Tenure}
     */
    record Started(String lane, long epoch, Entry entry, ExecutionRef execution) implements LaneEvent {}

    /**
     * The gate is open for a deployment.
     *
     * @param epoch as in {@link Tenure}
     * @param secrets connection strings, where the database was prepared
     * @param evidence present exactly where the outcome is {@link Outcome#APPLIED}
     * @param warnings what the database lacks or has too much of, a sentence each with the statement that mends it
     */
    record Succeeded(
            long epoch,
            Entry entry,
            Outcome outcome,
            Optional<DatabaseSecrets> secrets,
            Optional<Evidence> evidence,
            List<String> warnings,
            Instant decidedAt)
            implements LaneEvent {
        /** Copies the list. */
        public Succeeded {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * The gate stays shut for a deployment.
     *
     * @param started whether an execution was asked for
     * @param evidence the execution, where its end was seen
     */
    record Failed(
            String lane, Entry entry, boolean started, Failure failure, Optional<Evidence> evidence, Instant decidedAt)
            implements LaneEvent {}

    /** A person cancelled a deployment. */
    record Cancelled(String lane, Entry entry, String actor, String reason, Instant cancelledAt) implements LaneEvent {}

    /**
     * A deployment ended in the queue, because a newer one covers its migration, or was quicker.
     *
     * @param by id of the newer deployment
     * @param reason which of both, in a sentence
     */
    record Superseded(String lane, Entry entry, String by, String reason, Instant supersededAt) implements LaneEvent {}

    /** The lane is held, because an outcome is unknown. */
    record Quarantined(String lane, Entry entry, String reason, Instant quarantinedAt) implements LaneEvent {
        /** The deployment that holds it. */
        public String deploymentId() {
            return entry.request().deploymentId();
        }
    }

    /** The lane goes on. */
    record Released(
            String lane, Entry entry, LaneCommand.Verdict verdict, String actor, String reason, Instant releasedAt)
            implements LaneEvent {
        /** The deployment that held it. */
        public String deploymentId() {
            return entry.request().deploymentId();
        }
    }

    /**
     * A person's command did not fit, and changed nothing.
     *
     * @param message why, in a sentence
     */
    record CommandRefused(String lane, LaneCommand command, String message, Instant refusedAt) implements LaneEvent {}

    /** How the gate was passed. */
    enum Outcome {
        /** The execution succeeded. */
        APPLIED,
        /** No migration is wanted. */
        NOT_REQUIRED,
        /** A person took an unknown execution for a success, or chose to leave the migration out. */
        SKIPPED
    }
}
