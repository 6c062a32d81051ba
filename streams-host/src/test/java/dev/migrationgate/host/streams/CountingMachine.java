package dev.migrationgate.host.streams;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.Machine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A machine that counts: says each count, asks for an effect for it, and wants a tick at second 100. */
final class CountingMachine
        implements Machine<CountingMachine.Count, CountingMachine.Add, String, CountingMachine.Ring> {

    record Count(int value, boolean ticked) {}

    record Add(int value) {}

    record Ring(int count) {}

    @Override
    public Count initial(String key) {
        return new Count(0, false);
    }

    @Override
    public Decision<Count, String, Ring> step(Count state, Add input, Instant now) {
        if (input.value() == 0) {
            return new Decision<>(new Count(state.value(), true), List.of("tick"), List.of());
        }
        int sum = state.value() + input.value();
        return new Decision<>(new Count(sum, false), List.of("now " + sum), List.of(new Ring(sum)));
    }

    @Override
    public List<Ring> unfinished(Count state) {
        return List.of(new Ring(state.value()));
    }

    @Override
    public Optional<Instant> wakeAt(Count state) {
        return state.ticked() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(100));
    }

    @Override
    public Add tick() {
        return new Add(0);
    }
}
