package dev.migrationgate.deployer.rollout;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a rollout is.
 *
 * <pre>
 * CheckingEvidence ──▶ CreatingRevision ──▶ AwaitingReady ──▶ ShiftingTraffic ──▶ deployed
 *        │                    │                   │                 ▼
 *        │                    │                   │         WithdrawingTraffic
 *        └────────────────────┴───────────────────┴─────────────────┴──────────▶ failed or superseded
 * </pre>
 *
 * Up to {@code AwaitingReady} the old revision's traffic is untouched, so giving up needs no cleaning. From
 * {@code ShiftingTraffic} on, a failure is only said once the traffic is known to be back, or Cloud Run has refused for as long
 * as a rollout may take to put it back.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "phase")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Phase.CheckingEvidence.class, name = "checking-evidence"),
    @JsonSubTypes.Type(value = Phase.CreatingRevision.class, name = "creating-revision"),
    @JsonSubTypes.Type(value = Phase.AwaitingReady.class, name = "awaiting-ready"),
    @JsonSubTypes.Type(value = Phase.ShiftingTraffic.class, name = "shifting-traffic"),
    @JsonSubTypes.Type(value = Phase.WithdrawingTraffic.class, name = "withdrawing-traffic")
})
public sealed interface Phase {
    /** What {@link #word} may say, in the order of the way. */
    List<String> WORDS = List.of(
            "checking-evidence", "creating-revision", "awaiting-ready", "shifting-traffic", "withdrawing-traffic");

    /** The phase in a word, as people see it. */
    default String word() {
        return switch (this) {
            case CheckingEvidence _ -> "checking-evidence";
            case CreatingRevision _ -> "creating-revision";
            case AwaitingReady _ -> "awaiting-ready";
            case ShiftingTraffic _ -> "shifting-traffic";
            case WithdrawingTraffic _ -> "withdrawing-traffic";
        };
    }

    /**
     * Looking whether the success that opened the gate holds.
     *
     * @param unseenSince when Cloud Run first answered that there is nothing to be seen, or that it must not be seen; absent: it has
     *     not yet
     */
    record CheckingEvidence(Optional<Instant> unseenSince) implements Phase {

        /** States that earlier versions wrote count from the next such answer on. */
        public CheckingEvidence {
            unseenSince = unseenSince == null ? Optional.empty() : unseenSince;
        }
    }

    /** The revision is asked for, with no traffic. */
    record CreatingRevision() implements Phase {}

    /**
     * The revision exists and starts.
     *
     * @param updateCalledAt when Cloud Run was first called to create it
     * @param until when it must be ready
     */
    record AwaitingReady(Instant updateCalledAt, Instant until) implements Phase {}

    /**
     * The traffic is asked to move.
     *
     * @param updateCalledAt when Cloud Run was first called to create the revision
     */
    record ShiftingTraffic(Instant updateCalledAt) implements Phase {}

    /**
     * The traffic did not move as it should, and is put back where it was.
     *
     * @param failure what to say once it is back
     * @param refusedSince since when Cloud Run has answered nothing but that it will not; absent: it has not refused, or was not
     *     to be reached since
     */
    record WithdrawingTraffic(Failure failure, Optional<Instant> refusedSince) implements Phase {

        /** States that earlier versions wrote count refusals from the next one on. */
        public WithdrawingTraffic {
            refusedSince = refusedSince == null ? Optional.empty() : refusedSince;
        }

        /** Nothing was refused so far. */
        static WithdrawingTraffic because(Failure failure) {
            return new WithdrawingTraffic(failure, Optional.empty());
        }
    }
}
