package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Figures of the lanes that this process has, and of what it does for them. */
final class LaneMetrics {
    private final MeterRegistry registry;
    private final Timer startOverhead;
    private final Counter refused;
    private final Map<String, Load> loads = new ConcurrentHashMap<>();

    LaneMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.startOverhead = Timer.builder("gate.migration.start.overhead")
                .description("From the request to the execution's creation, by ingest's and Cloud Run's clocks")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.refused = Counter.builder("gate.commands.refused")
                .description("Commands that did not fit their lane")
                .register(registry);
        Gauge.builder("gate.lanes.held", loads, all -> sum(all, Load::held))
                .description("Lanes that a deployment holds now")
                .register(registry);
        Gauge.builder("gate.lanes.quarantined", loads, all -> sum(all, Load::quarantined))
                .description("Lanes that are held for an unknown outcome")
                .register(registry);
        Gauge.builder("gate.lanes.waiting", loads, all -> sum(all, Load::waiting))
                .description("Deployments that wait for their turn")
                .register(registry);
    }

    /** Whom to ask how many executions are watched. */
    void watches(Supplier<Number> watched) {
        Gauge.builder("gate.executions.watched", watched)
                .description("Executions whose end this process waits for")
                .register(registry);
    }

    /** A lane's state as it is now. */
    void became(LaneState state) {
        boolean idle = state.holder().isEmpty() && state.waiting().isEmpty();
        if (idle) {
            loads.remove(state.lane());
        } else {
            loads.put(state.lane(), Load.of(state));
        }
    }

    /** Another process has the lane now. */
    void forget(String lane) {
        loads.remove(lane);
    }

    void happened(LaneEvent event) {
        registry.counter("gate.lane.events", "event", event.getClass().getSimpleName())
                .increment();
        switch (event) {
            case LaneEvent.Started started
            when started.entry().attempt() == 1 ->
                startOverhead.record(positive(
                        started.entry().request().requestedAt(),
                        started.execution().createdAt()));
            case LaneEvent.Succeeded succeeded ->
                took("succeeded", succeeded.entry().since(), succeeded.decidedAt());
            case LaneEvent.Failed failed -> took("failed", failed.entry().since(), failed.decidedAt());
            case LaneEvent.Started _,
                    LaneEvent.Cancelled _,
                    LaneEvent.Superseded _,
                    LaneEvent.Quarantined _,
                    LaneEvent.Released _ -> {}
        }
    }

    void effectTook(LaneEffect effect, long nanos) {
        registry.timer("gate.effect.duration", "effect", effect.getClass().getSimpleName())
                .record(Duration.ofNanos(nanos));
    }

    void commandRefused() {
        refused.increment();
    }

    private void took(String outcome, Instant from, Instant to) {
        registry.timer("gate.migration.duration", "outcome", outcome).record(positive(from, to));
    }

    /** Two clocks may differ by more than what they measure. */
    private static Duration positive(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }

    private static double sum(Map<String, Load> loads, java.util.function.ToIntFunction<Load> part) {
        return loads.values().stream().mapToInt(part).sum();
    }

    /** What one lane adds to the gauges. */
    private record Load(int held, int quarantined, int waiting) {
        static Load of(LaneState state) {
            boolean quarantined = state.holder()
                    .filter(holder -> holder.phase() instanceof dev.migrationgate.runner.lane.Phase.Quarantined)
                    .isPresent();
            return new Load(
                    state.holder().isPresent() ? 1 : 0,
                    quarantined ? 1 : 0,
                    state.waiting().size());
        }
    }
}
