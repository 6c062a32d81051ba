package dev.migrationgate.runner.lane;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far the deployment that holds the lane has come.
 *
 * <pre>
 *   (waiting) ──▶ Preparing ──▶ Starting ──▶ Running ──▶ Checking ──▶ (succeeded | failed | cancelled)
 *       │             │            │  │         │ │          ▲
 *       │             │            │  └─────────┼─┴──▶ Cancelling ──▶ (failed)
 *       ▼             ▼            ▼            ▼          │ ▲
 *  (cancelled)  (failed |   (failed |     Quarantined ◀────┘ │
 *               cancelled)   refused)          └──▶ (released: succeeded ──▶ Checking | failed)
 * </pre>
 *
 * A deployment without database access skips Preparing and Checking, one without a migration goes from Preparing to Checking. An
 * execution that fails ends the deployment at once. A start that was denied, or took too long, goes through Confirming first, which ends
 * as failed once it is sure that no execution exists, or as Running.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.Preparing.class, name = "preparing"),
    @JsonSubTypes.Type(value = Phase.Starting.class, name = "starting"),
    @JsonSubTypes.Type(value = Phase.Confirming.class, name = "confirming"),
    @JsonSubTypes.Type(value = Phase.Running.class, name = "running"),
    @JsonSubTypes.Type(value = Phase.Cancelling.class, name = "cancelling"),
    @JsonSubTypes.Type(value = Phase.Quarantined.class, name = "quarantined"),
    @JsonSubTypes.Type(value = Phase.Checking.class, name = "checking")
})
public sealed interface Phase {

    /** What {@link #word} may say. */
    List<String> WORDS =
            List.of("preparing", "starting", "confirming", "running", "cancelling", "quarantined", "checking");

    /** The phase in a word, as people see it. */
    default String word() {
        return switch (this) {
            case Preparing _ -> "preparing";
            case Starting _ -> "starting";
            case Confirming _ -> "confirming";
            case Running _ -> "running";
            case Cancelling _ -> "cancelling";
            case Quarantined _ -> "quarantined";
            case Checking _ -> "checking";
        };
    }

    /**
     * The database is being made ready; no execution exists.
     *
     * @param deadline when to give up
     * @param tries how often it was tried
     * @param anew whether everything is to be carried out even if it was before
     * @param rotation id of the rotation that is carried out with it
     */
    record Preparing(Deadline deadline, Tries tries, boolean anew, Optional<String> rotation) implements Phase {
        /** A state that an earlier version wrote has no rotation. */
        public Preparing {
            rotation = rotation == null ? Optional.empty() : rotation;
        }

        Preparing with(Tries changed) {
            return new Preparing(deadline, changed, anew, rotation);
        }
    }

    /**
     * The execution was asked for. It may exist already, so this ends only by an answer, never by giving up.
     *
     * @param secrets the database's connection strings
     * @param deadline when an answer must be there
     * @param tries how often it was tried
     * @param created whether its job is known to have been made: nothing is asked for again then, only looked for
     */
    record Starting(Optional<DatabaseSecrets> secrets, Deadline deadline, Tries tries, boolean created)
            implements Phase {
        Starting with(Tries changed, boolean nowCreated) {
            return new Starting(secrets, deadline, changed, nowCreated);
        }

        Starting until(Deadline changed) {
            return new Starting(secrets, changed, tries, created);
        }
    }

    /**
     * The start was denied, or took too long, and no execution is known. Another process may have asked at the same time, with
     * another answer: only when nothing that was asked can begin any more does a look decide.
     *
     * @param secrets the database's connection strings
     * @param failure how the attempt ends if there is no execution
     * @param deadline when the look must have had an answer
     * @param tries how often it was looked
     * @param created whether its job is known to have been made: its absence tells nothing then
     */
    record Confirming(
            Optional<DatabaseSecrets> secrets, Failure failure, Deadline deadline, Tries tries, boolean created)
            implements Phase {
        Confirming until(Deadline changed) {
            return new Confirming(secrets, failure, changed, tries, created);
        }

        Confirming with(Tries changed, boolean nowCreated) {
            return new Confirming(secrets, failure, deadline, changed, nowCreated);
        }
    }

    /**
     * The execution exists.
     *
     * @param secrets the database's connection strings
     * @param execution the execution
     * @param deadline when its end must have been seen
     */
    record Running(Optional<DatabaseSecrets> secrets, ExecutionRef execution, Deadline deadline) implements Phase {}

    /**
     * The execution is being cancelled; it holds the lane until its end is seen.
     *
     * @param secrets the database's connection strings
     * @param execution the execution
     * @param why the failure's message
     * @param deadline when its end must have been seen
     * @param tries how often it was cancelled, and when to do it again
     */
    record Cancelling(
            Optional<DatabaseSecrets> secrets, ExecutionRef execution, String why, Deadline deadline, Tries tries)
            implements Phase {
        /** A state that an earlier version wrote has no tries. */
        public Cancelling {
            tries = tries == null ? Tries.UNDER_WAY : tries;
        }
    }

    /**
     * Nobody knows what became of the execution. Evidence or a person ends this; time does not.
     *
     * @param secrets the database's connection strings
     * @param execution the execution, where one was ever seen
     * @param reason why it is unknown
     * @param since since when
     * @param tries how often evidence was looked for, and when to do it again
     * @param contradicted whether there is evidence already, and it contradicts itself: only a person ends that
     */
    record Quarantined(
            Optional<DatabaseSecrets> secrets,
            Optional<ExecutionRef> execution,
            String reason,
            Instant since,
            Tries tries,
            boolean contradicted)
            implements Phase {
        /** A state that an earlier version wrote has no tries. */
        public Quarantined {
            tries = tries == null ? Tries.UNDER_WAY : tries;
        }

        Quarantined with(Tries changed) {
            return new Quarantined(secrets, execution, reason, since, changed, contradicted);
        }
    }

    /**
     * The migration succeeded, or there is none to run: the database is being held against what the manifest declares. No execution runs.
     *
     * @param secrets the database's connection strings
     * @param outcome how the gate is passed, if the database is as it should be
     * @param evidence the execution, present exactly where the outcome is {@link LaneEvent.Outcome#APPLIED}
     * @param deadline when to give up
     * @param tries how often it was looked
     */
    record Checking(
            Optional<DatabaseSecrets> secrets,
            LaneEvent.Outcome outcome,
            Optional<Evidence> evidence,
            Deadline deadline,
            Tries tries)
            implements Phase {
        Checking with(Tries changed) {
            return new Checking(secrets, outcome, evidence, deadline, changed);
        }
    }
}
