package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
    private Figures figures = new Figures(Map.of(), Map.of(), 0, Optional.empty());
    private Instant seenAt = Instant.MIN;

    LaneLoad(Supplier<Collection<LaneState>> lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
    }

    /** Sums: the lanes themselves are let go, of which there may be thousands. */
    private record Figures(
            Map<String, Integer> held, Map<String, Integer> waiting, int delayed, Optional<Instant> oldestWait) {}

    /** Lanes whose holder is in a phase. */
    double held(String phase) {
        return fresh().held().getOrDefault(phase, 0);
    }

    /** Deployments that wait behind a holder in a phase. */
    double waiting(String phase) {
        return fresh().waiting().getOrDefault(phase, 0);
    }

    /** Lanes whose holder is tried again later. */
    double delayed() {
        return fresh().delayed();
    }

    /** Seconds for which the one has waited that waits longest; 0: nobody waits. */
    double longestWait() {
        Instant now = clock.instant();
        return fresh().oldestWait()
                .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private synchronized Figures fresh() {
        Instant now = clock.instant();
        if (seenAt.equals(Instant.MIN) || !now.isBefore(seenAt.plus(FRESH))) {
            try {
                figures = sums(lanes.get());
            } catch (IllegalStateException _) {
                // Being moved or restored: the last figures stand a little longer.
            }
            seenAt = now;
        }
        return figures;
    }

    private static Figures sums(Collection<LaneState> lanes) {
        Map<String, Integer> held = new HashMap<>();
        Map<String, Integer> waiting = new HashMap<>();
        int delayed = 0;
        Optional<Instant> oldest = Optional.empty();
        for (LaneState lane : lanes) {
            Optional<Phase> phase = lane.holder().map(LaneState.Holder::phase);
            phase.ifPresent(at -> held.merge(at.word(), 1, Integer::sum));
            phase.ifPresent(at -> waiting.merge(at.word(), lane.waiting().size(), Integer::sum));
            delayed += phase.filter(LaneLoad::delayed).isPresent() ? 1 : 0;
            oldest = Stream.concat(oldest.stream(), lane.waiting().stream().map(Entry::queuedAt))
                    .min(Instant::compareTo);
        }
        return new Figures(held, waiting, delayed, oldest);
    }

    private static boolean delayed(Phase phase) {
        Optional<Tries> tries = switch (phase) {
            case Phase.Preparing preparing -> Optional.of(preparing.tries());
            case Phase.Starting starting -> Optional.of(starting.tries());
            case Phase.Confirming confirming -> Optional.of(confirming.tries());
            case Phase.Running _, Phase.Cancelling _, Phase.Quarantined _ -> Optional.empty();
        };
        return tries.filter(tried -> tried.next().isPresent() && tried.trouble().isPresent())
                .isPresent();
    }
}
