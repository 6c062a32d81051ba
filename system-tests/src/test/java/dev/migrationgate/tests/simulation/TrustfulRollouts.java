package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The real machine, which takes every newer deployment whose marks a service carries for one that serves. */
record TrustfulRollouts(Machine<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> real)
        implements Machine<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> {
    private static final RolloutState.Deployed NEWEST = new RolloutState.Deployed("newest", Instant.MAX);

    @Override
    public Decision<RolloutState, RolloutEvent, RolloutEffect> step(
            RolloutState state, RolloutInput input, Instant now) {
        if (!(input instanceof RolloutInput.NewerFound)) {
            return real.step(state, input, now);
        }
        var bent = real.step(with(state, Optional.of(NEWEST)), input, now);
        return new Decision<>(with(bent.state(), state.deployed()), bent.events(), bent.effects());
    }

    private static RolloutState with(RolloutState state, Optional<RolloutState.Deployed> deployed) {
        return new RolloutState(state.current(), state.waiting(), deployed, state.history());
    }

    @Override
    public RolloutState initial(String key) {
        return real.initial(key);
    }

    @Override
    public List<RolloutEffect> unfinished(RolloutState state) {
        return real.unfinished(state);
    }

    @Override
    public Optional<Instant> wakeAt(RolloutState state) {
        return real.wakeAt(state);
    }

    @Override
    public RolloutInput tick() {
        return real.tick();
    }
}
