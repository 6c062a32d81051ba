package dev.migrationgate.runner;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides as the machine inside does, and tells the metrics. A decision whose transaction is lost is counted all the same. */
final class MeteredLanes implements Machine<LaneState, LaneInput, LaneEvent, LaneEffect> {
    private final Machine<LaneState, LaneInput, LaneEvent, LaneEffect> machine;
    private final LaneMetrics metrics;

    MeteredLanes(Machine<LaneState, LaneInput, LaneEvent, LaneEffect> machine, LaneMetrics metrics) {
        this.machine = machine;
        this.metrics = metrics;
    }

    @Override
    public LaneState initial(String key) {
        return machine.initial(key);
    }

    @Override
    public Decision<LaneState, LaneEvent, LaneEffect> step(LaneState state, LaneInput input, Instant now) {
        Decision<LaneState, LaneEvent, LaneEffect> decision = machine.step(state, input, now);
        decision.events().forEach(metrics::happened);
        return decision;
    }

    @Override
    public List<LaneEffect> unfinished(LaneState state) {
        return machine.unfinished(state);
    }

    @Override
    public Optional<Instant> wakeAt(LaneState state) {
        return machine.wakeAt(state);
    }

    @Override
    public LaneInput tick() {
        return machine.tick();
    }
}
