package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.Entry;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Tries;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What the lanes of this process add up to. Read from the lanes themselves, so that a lane which another process has taken over
 * counts there alone; read once for all figures of a look, which costs a pass over the store. Thread safe.
 */
final class LaneLoad {
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** Whoever has just started has the lanes themselves to take up first. */
    private static final Duration AT_FIRST = Duration.ofSeconds(30);
    /** A pass takes at most one such part of this process's time. */
    private static final int SHARE = 20;

    private final Consumer<Consumer<LaneState>> lanes;
    private final Clock clock;
    private Optional<Figures> figures = Optional.empty();
    private Instant freshUntil;

    LaneLoad(Consumer<Consumer<LaneState>> lanes, Clock clock) {
        this.lanes = lanes;
        this.clock = clock;
        this.freshUntil = clock.instant().plus(AT_FIRST);
    }

    private record Figures(
            Map<String, Integer> held, Map<String, Integer> waiting, int delayed, Optional<Instant> oldestWait) {}

    /** Lanes whose holder is in a phase. */
    double held(String phase) {
        return figure(fresh().map(seen -> seen.held().getOrDefault(phase, 0)));
    }

    /** Deployments that wait behind a holder in a phase. */
    double waiting(String phase) {
        return figure(fresh().map(seen -> seen.waiting().getOrDefault(phase, 0)));
    }

    /** Lanes whose holder is tried again later. */
    double delayed() {
        return figure(fresh().map(Figures::delayed));
    }

    /** Seconds for which the one has waited that waits longest; 0: nobody waits. */
    double longestWait() {
        Instant now = clock.instant();
        return figure(fresh().map(seen -> seen.oldestWait()
                .map(since -> Duration.between(since, now).toMillis() / 1000.0)
                .orElse(0.0)));
    }

    /** Not a number until the lanes were looked at for the first time. */
    private static double figure(Optional<? extends Number> seen) {
        return seen.map(Number::doubleValue).orElse(Double.NaN);
    }

    private synchronized Optional<Figures> fresh() {
        Instant now = clock.instant();
        if (!now.isBefore(freshUntil)) {
            try {
                Sums sums = new Sums();
                lanes.accept(sums::add);
                figures = Optional.of(sums.figures());
            } catch (IllegalStateException _) {
                // Being moved or restored: the last figures stand a little longer.
            }
            Instant end = clock.instant();
            Duration rest = Duration.between(now, end).multipliedBy(SHARE);
            freshUntil = end.plus(rest.compareTo(FRESH) > 0 ? rest : FRESH);
        }
        return figures;
    }

    /** Adds one lane after the other, of which there may be thousands. */
    private static final class Sums {
        private final Map<String, Integer> held = new HashMap<>();
        private final Map<String, Integer> waiting = new HashMap<>();
        private int delayed;
        private Optional<Instant> oldest = Optional.empty();

        void add(LaneState lane) {
            Optional<Phase> phase = lane.holder().map(LaneState.Holder::phase);
            phase.ifPresent(at -> held.merge(at.word(), 1, Integer::sum));
            phase.ifPresent(at -> waiting.merge(at.word(), lane.waiting().size(), Integer::sum));
            delayed += phase.filter(LaneLoad::delayed).isPresent() ? 1 : 0;
            oldest = Stream.concat(oldest.stream(), lane.waiting().stream().map(Entry::queuedAt))
                    .min(Instant::compareTo);
        }

        Figures figures() {
            return new Figures(held, waiting, delayed, oldest);
        }
    }

    private static boolean delayed(Phase phase) {
        Optional<Tries> tries = switch (phase) {
            case Phase.Preparing preparing -> Optional.of(preparing.tries());
            case Phase.Starting starting -> Optional.of(starting.tries());
            case Phase.Confirming confirming -> Optional.of(confirming.tries());
            case Phase.Checking checking -> Optional.of(checking.tries());
            case Phase.Running _, Phase.Cancelling _, Phase.Quarantined _ -> Optional.empty();
        };
        return tries.filter(tried -> tried.next().isPresent() && tried.trouble().isPresent())
                .isPresent();
    }
}
