package dev.migrationgate.tests.host;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Adds numbers up, and wants every sum rung until the ring is observed. */
final class TallyMachine implements Machine<TallyMachine.Tally, TallyMachine.Input, String, TallyMachine.Ring> {

    record Tally(int sum, int rung) {}

    /** A number to add, or, with {@code rung} above 0, the observation that a sum was rung. */
    record Input(int add, int rung) {}

    record Ring(int sum) {}

    @Override
    public Tally initial(String key) {
        return new Tally(0, 0);
    }

    @Override
    public Decision<Tally, String, Ring> step(Tally state, Input input, Instant now) {
        if (input.rung() > 0) {
            return new Decision<>(new Tally(state.sum(), Math.max(state.rung(), input.rung())), List.of(), List.of());
        }
        int sum = state.sum() + input.add();
        return new Decision<>(new Tally(sum, state.rung()), List.of("sum " + sum), List.of(new Ring(sum)));
    }

    @Override
    public List<Ring> unfinished(Tally state) {
        return state.rung() < state.sum() ? List.of(new Ring(state.sum())) : List.of();
    }

    @Override
    public Optional<Instant> wakeAt(Tally state) {
        return Optional.empty();
    }

    @Override
    public Input tick() {
        return new Input(0, 0);
    }
}
