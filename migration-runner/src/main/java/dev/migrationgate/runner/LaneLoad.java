package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What the lanes of this process add up to. Read from the lanes themselves, so that a lane which another process has taken over
 * counts there alone; read once for all figures of a look, which costs a pass over the store. Thread safe.
 */
final class LaneLoad {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<Collection<LaneState>> lanes;
    private final Clock clock;
    private List<LaneState> seen = List.of();
    private Instant seenAt = Instant.MIN;

    LaneLoad(Supplier<Collection<LaneState>> lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Lanes whose holder is in a phase. */
    double held(String phase) {
        return in(phase).count();
    }

    /** Deployments that wait behind a holder in a phase. */
    double waiting(String phase) {
        return in(phase).mapToInt(lane -> lane.waiting().size()).sum();
    }

    /** Lanes whose holder is tried again later. */
    double delayed() {
        return fresh().stream()
                .flatMap(lane -> lane.holder().stream())
                .flatMap(holder -> tries(holder.phase()).stream())
                .filter(tries -> tries.next().isPresent() && tries.trouble().isPresent())
                .count();
    }

    /** Seconds for which the one has waited that waits longest; 0: nobody waits. */
    double longestWait() {
        Instant now = clock.instant();
        return fresh().stream()
                .flatMap(lane -> lane.waiting().stream())
                .map(Entry::queuedAt)
                .mapToDouble(since -> Duration.between(since, now).toMillis() / 1000.0)
                .max()
                .orElse(0);
    }

    private static Optional<Tries> tries(Phase phase) {
        return switch (phase) {
            case Phase.Preparing preparing -> Optional.of(preparing.tries());
            case Phase.Starting starting -> Optional.of(starting.tries());
            case Phase.Confirming confirming -> Optional.of(confirming.tries());
            case Phase.Running _, Phase.Cancelling _, Phase.Quarantined _ -> Optional.empty();
        };
    }

    private Stream<LaneState> in(String phase) {
        return fresh().stream()
                .filter(lane -> lane.holder()
                        .filter(holder -> holder.phase().word().equals(phase))
                        .isPresent());
    }

    private synchronized List<LaneState> fresh() {
        Instant now = clock.instant();
        if (seenAt.equals(Instant.MIN) || !now.isBefore(seenAt.plus(FRESH))) {
            try {
                seen = List.copyOf(lanes.get());
                seenAt = now;
            } catch (IllegalStateException _) {
                // Being moved or restored: the last figures stand a little longer.
            }
        }
        return seen;
    }
}
