package dev.migrationgate.tests.simulation;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The real machine, with something done to each of its decisions. */
record DistortedLanes(Machine<LaneState, LaneInput, LaneEvent, LaneEffect> real, Distortion distortion)
        implements Machine<LaneState, LaneInput, LaneEvent, LaneEffect> {
    /** What a variant makes of a decision. */
    @FunctionalInterface
    interface Distortion {
        Decision<LaneState, LaneEvent, LaneEffect> of(
                LaneState before, LaneInput input, Decision<LaneState, LaneEvent, LaneEffect> decision);
    }

    @Override
    public LaneState initial(String key) {
        return real.initial(key);
    }

    @Override
    public Decision<LaneState, LaneEvent, LaneEffect> step(LaneState state, LaneInput input, Instant now) {
        return goOn(distortion.of(state, input, real.step(state, input, now)), now);
    }

    /** A lane that a variant frees lets the next one go ahead, as the real one does. */
    private Decision<LaneState, LaneEvent, LaneEffect> goOn(
            Decision<LaneState, LaneEvent, LaneEffect> bent, Instant now) {
        if (bent.state().holder().isPresent() || bent.state().waiting().isEmpty()) {
            return bent;
        }
        Decision<LaneState, LaneEvent, LaneEffect> more = real.step(bent.state(), real.tick(), now);
        return new Decision<>(
                more.state(),
                Stream.concat(bent.events().stream(), more.events().stream()).toList(),
                Stream.concat(bent.effects().stream(), more.effects().stream()).toList());
    }

    @Override
    public List<LaneEffect> unfinished(LaneState state) {
        return real.unfinished(state);
    }

    @Override
    public Optional<Instant> wakeAt(LaneState state) {
        return real.wakeAt(state);
    }

    @Override
    public LaneInput tick() {
        return real.tick();
    }
}
