package dev.migrationgate.runner;

import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Figures of the lanes that this process has, and of what it does for them. */
final class LaneMetrics {
    private static final String SUCCEEDED = "succeeded";
    private static final String FAILED = "failed";

    private final MeterRegistry registry;
    private final Timer startOverhead;
    private final Counter refused;

    LaneMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.startOverhead = Timer.builder("gate.migration.start.overhead")
                .description("From the request to the execution's creation, by ingest's and Cloud Run's clocks")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        this.refused = Counter.builder("gate.commands.refused")
                .description("Commands that did not fit their lane")
                .register(registry);
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        for (Class<?> event : LaneEvent.class.getPermittedSubclasses()) {
            events(event);
        }
        List.of(SUCCEEDED, FAILED).forEach(this::duration);
    }

    /** Whom to ask how many executions are watched. */
    void watches(Supplier<Number> watched) {
        Gauge.builder("gate.executions.watched", watched)
                .description("Executions whose end this process waits for")
                .register(registry);
    }

    /** Whom to ask for the lanes that this process has; asked when somebody looks at the figures. */
    void looksAt(Consumer<Consumer<LaneState>> lanes, Clock clock) {
        LaneLoad load = new LaneLoad(lanes, clock);
        for (String phase : Phase.WORDS) {
            Gauge.builder("gate.lanes.held", () -> load.held(phase))
                    .tag("phase", phase)
                    .description("Lanes that a deployment holds now, by how far it is")
                    .register(registry);
            Gauge.builder("gate.lanes.waiting", () -> load.waiting(phase))
                    .tag("behind", phase)
                    .description("Deployments that wait for their turn, by how far the one is that holds their lane")
                    .register(registry);
        }
        Gauge.builder("gate.lanes.delayed", load::delayed)
                .description("Lanes whose holder met trouble outside, or a quota, and is tried again")
                .register(registry);
        Gauge.builder("gate.lanes.longest.wait", load::longestWait)
                .baseUnit("seconds")
                .description("For how long the deployment has waited that waits longest")
                .register(registry);
    }

    void happened(LaneEvent event) {
        events(event.getClass()).increment();
        switch (event) {
            case LaneEvent.Started started
            when started.entry().attempt() == 1 ->
                startOverhead.record(positive(
                        started.entry().request().requestedAt(),
                        started.execution().createdAt()));
            case LaneEvent.Succeeded succeeded ->
                took(SUCCEEDED, succeeded.entry().since(), succeeded.decidedAt());
            case LaneEvent.Failed failed -> took(FAILED, failed.entry().since(), failed.decidedAt());
            case LaneEvent.Started _,
                    LaneEvent.Cancelled _,
                    LaneEvent.Superseded _,
                    LaneEvent.Quarantined _,
                    LaneEvent.Released _ -> {}
            case LaneEvent.CommandRefused _ -> refused.increment();
        }
    }

    void effectTook(LaneEffect effect, long nanos) {
        registry.timer("gate.effect.duration", "effect", effect.getClass().getSimpleName())
                .record(Duration.ofNanos(nanos));
    }

    private void took(String outcome, Instant from, Instant to) {
        duration(outcome).record(positive(from, to));
    }

    private Counter events(Class<?> event) {
        return registry.counter("gate.lane.events", "event", event.getSimpleName());
    }

    private Timer duration(String outcome) {
        return registry.timer("gate.migration.duration", "outcome", outcome);
    }

    /** Two clocks may differ by more than what they measure. */
    private static Duration positive(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.isNegative() ? Duration.ZERO : between;
    }
}
