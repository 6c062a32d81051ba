package dev.migrationgate.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A pure state machine, one instance of state per key. It has no clock, no randomness and no I/O of its own: the same state,
 * input and time always give the same decision, so that reading a topic again decides the same.
 *
 * @param <S> state of one key; a value with {@code equals}
 * @param <I> input: an event, a command, an observation or a tick
 * @param <E> event to be written
 * @param <F> effect to be carried out; a value with {@code equals}, idempotent however often it runs
 */
public interface Machine<S, I, E, F> {

    /** The state of a key that nothing is known of. */
    S initial(String key);

    /**
     * Decides. An input that does not fit the state, or was seen before, gives the same state and nothing to do.
     *
     * @param now when the input is handled, by the host's clock
     */
    Decision<S, E, F> step(S state, I input, Instant now);

    /** The effects that a state still waits for; the host asks for them again when it takes the key over. */
    List<F> unfinished(S state);

    /** When the state wants a tick even if nothing else happens. */
    Optional<Instant> wakeAt(S state);

    /** The input that says that time has passed. */
    I tick();
}
