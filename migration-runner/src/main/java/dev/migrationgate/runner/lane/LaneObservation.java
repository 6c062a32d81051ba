package dev.migrationgate.runner.lane;

import java.util.List;
import java.util.Optional;

/** What an effect saw. May arrive late or twice; only what concerns the tenure that holds the lane counts. */
public sealed interface LaneObservation extends LaneInput {

    /** In whose name the effect worked. */
    Tenure tenure();

    /**
     * The database is ready.
     *
     * @param secrets where the connection strings are
     * @param changes what was changed, a sentence each, without secrets
     */
    record DatabasePrepared(Tenure tenure, DatabaseSecrets secrets, List<String> changes) implements LaneObservation {
        /** Copies the list; an observation that an earlier version wrote has none. */
        public DatabasePrepared {
            changes = changes == null ? List.of() : List.copyOf(changes);
        }
    }

    /**
     * The database was held against what the manifest declares.
     *
     * @param findings what it lacks or has too much of, a sentence each with the statement that mends it, without secrets; empty: it
     *     is as it should be. Of many the first twenty, and one more that says how many there are besides
     * @param fails whether findings shut the gate; otherwise they are told as warnings
     */
    record DatabaseChecked(Tenure tenure, List<String> findings, boolean fails) implements LaneObservation {
        private static final int FINDINGS = 20;

        /** Bounds the list. */
        public DatabaseChecked {
            findings = Lines.atMost(FINDINGS, findings);
        }
    }

    /**
     * The database cannot be made ready, or checked; another try would fail the same way.
     *
     * @param message why, in a sentence without secrets
     * @param changes as in {@link DatabasePrepared}: what was changed before
     */
    record DatabaseFailed(Tenure tenure, String message, List<String> changes) implements LaneObservation {
        /** A version that did not tell wrote none. */
        public DatabaseFailed {
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        /** Nothing was changed. */
        public DatabaseFailed(Tenure tenure, String message) {
            this(tenure, message, List.of());
        }
    }

    /**
     * The database or the secret store was out of reach.
     *
     * @param message what came back
     * @param changes as in {@link DatabasePrepared}: what was changed before
     */
    record DatabaseUnclear(Tenure tenure, String message, List<String> changes) implements LaneObservation {
        /** A version that did not tell wrote none. */
        public DatabaseUnclear {
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        /** Nothing was changed. */
        public DatabaseUnclear(Tenure tenure, String message) {
            this(tenure, message, List.of());
        }
    }

    /**
     * The execution exists.
     *
     * @param execution the execution
     */
    record ExecutionStarted(Tenure tenure, ExecutionRef execution) implements LaneObservation {}

    /**
     * The platform does not allow the job now, and none of its name existed when that was said.
     *
     * @param message what came back
     */
    record StartDenied(Tenure tenure, String message) implements LaneObservation {}

    /** No execution of the attempt exists, and nothing that was asked for can make one any more. */
    record ExecutionAbsent(Tenure tenure) implements LaneObservation {}

    /**
     * The job can never run, whoever asks: its specification is refused, or it exists and failed before it made an execution.
     *
     * @param message what came back
     */
    record StartRefused(Tenure tenure, String message) implements LaneObservation {}

    /**
     * A quota is used up: the start, or the look for it, has to wait, and its time begins anew.
     *
     * @param created as in {@link StartUnclear}
     * @param message which
     */
    record StartThrottled(Tenure tenure, boolean created, String message) implements LaneObservation {}

    /**
     * No telling whether the execution exists.
     *
     * @param created whether its job was seen, or its creation was answered: it must not be created again, whoever deletes it
     * @param message what came back
     */
    record StartUnclear(Tenure tenure, boolean created, String message) implements LaneObservation {}

    /**
     * The execution was seen to have ended.
     *
     * @param evidence the execution
     * @param failure why it failed; absent: it succeeded
     */
    record ExecutionEnded(Tenure tenure, ExecutionRef execution, Evidence evidence, Optional<Failure> failure)
            implements LaneObservation {}

    /**
     * The execution cannot be read any more, or is another one than was asked for.
     *
     * @param reason why nobody can tell what became of it
     * @param evidenceMayCome whether a later look may tell; not where what was seen contradicts itself, or is not ours
     */
    record ExecutionUnknown(Tenure tenure, String reason, boolean evidenceMayCome) implements LaneObservation {}
}
