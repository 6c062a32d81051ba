package dev.migrationgate.host;

import java.util.List;

/**
 * What a machine decided: nothing has happened yet.
 *
 * @param state the key's next state
 * @param events facts to write, in order, in the same transaction as the state
 * @param effects what to do in the world once the state is committed
 */
public record Decision<S, E, F>(S state, List<E> events, List<F> effects) {

    /** Copies the lists. */
    public Decision {
        events = List.copyOf(events);
        effects = List.copyOf(effects);
    }

    /** Nothing to write and nothing to do. */
    public static <S, E, F> Decision<S, E, F> stay(S state) {
        return new Decision<>(state, List.of(), List.of());
    }
}
