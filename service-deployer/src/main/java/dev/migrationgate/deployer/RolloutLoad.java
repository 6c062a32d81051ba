package dev.migrationgate.deployer;

import dev.migrationgate.deployer.rollout.Phase;
import dev.migrationgate.deployer.rollout.RolloutState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the rollouts of this process add up to. Read from the states themselves, so that an application which another process has
 * taken over counts there alone; read once for all figures of a look, which costs a pass over the store. Thread safe.
 */
final class RolloutLoad {
    private static final Duration FRESH = Duration.ofSeconds(5);
    /** A pass takes at most one such part of this process's time. */
    private static final int SHARE = 20;

    private final Consumer<Consumer<RolloutState>> applications;
    private final Clock clock;
    private Figures figures = new Figures(Map.of(), Map.of(), 0);
    private Instant freshUntil = Instant.MIN;

    RolloutLoad(Consumer<Consumer<RolloutState>> applications, Clock clock) {
        this.applications = applications;
        this.clock = clock;
    }

    private record Figures(Map<String, Integer> underWay, Map<String, Integer> waiting, int delayed) {}

    /** Registers a figure for each phase. */
    void register(MeterRegistry registry) {
        for (String phase : Phase.WORDS) {
            Gauge.builder("gate.rollouts.under.way", () -> fresh().underWay().getOrDefault(phase, 0))
                    .tag("phase", phase)
                    .description("Rollouts under way now, by how far they are")
                    .register(registry);
            Gauge.builder("gate.rollouts.waiting", () -> fresh().waiting().getOrDefault(phase, 0))
                    .tag("behind", phase)
                    .description("Deployments that wait for their turn, by how far the rollout before them is")
                    .register(registry);
        }
        Gauge.builder("gate.rollouts.delayed", () -> fresh().delayed())
                .description("Rollouts whose phase met trouble outside, or a quota, and is tried again")
                .register(registry);
    }

    private synchronized Figures fresh() {
        Instant now = clock.instant();
        if (!now.isBefore(freshUntil)) {
            try {
                Sums sums = new Sums();
                applications.accept(sums::add);
                figures = sums.figures();
            } catch (IllegalStateException _) {
                // Being moved or restored: the last figures stand a little longer.
            }
            Instant end = clock.instant();
            Duration rest = Duration.between(now, end).multipliedBy(SHARE);
            freshUntil = end.plus(rest.compareTo(FRESH) > 0 ? rest : FRESH);
        }
        return figures;
    }

    /** Adds one application after the other. */
    private static final class Sums {
        private final Map<String, Integer> underWay = new HashMap<>();
        private final Map<String, Integer> waiting = new HashMap<>();
        private int delayed;

        void add(RolloutState application) {
            if (application.current().isPresent()) {
                var rollout = application.current().get();
                underWay.merge(rollout.phase().word(), 1, Integer::sum);
                waiting.merge(rollout.phase().word(), application.waiting().size(), Integer::sum);
                delayed += rollout.troubles() > 0 ? 1 : 0;
            }
        }

        Figures figures() {
            return new Figures(underWay, waiting, delayed);
        }
    }
}
