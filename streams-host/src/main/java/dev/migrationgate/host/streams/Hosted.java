package dev.migrationgate.host.streams;

import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.host.Codec;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Machine;
import java.util.List;
import java.util.function.Function;

/**
 * A machine and what joins it to topics and to the world.
 *
 * @param machine decides
 * @param store name of the state store, for example {@code lanes}
 * @param sources topics that it reads, observations left out; all with as many partitions as {@code observations}
 * @param observations topic on which effects report back
 * @param states bytes of the state
 * @param inputs bytes of observations
 * @param toRecord an event as the record to write
 * @param effects carries out effects
 * @param traces how the work shows in traces
 */
public record Hosted<S, I, E, F>(
        Machine<S, I, E, F> machine,
        String store,
        List<Source<I>> sources,
        Topic observations,
        Codec<S> states,
        Codec<I> inputs,
        Function<E, OutgoingRecord> toRecord,
        EffectRunner<I, F> effects,
        HostTraces<S, E, F> traces) {

    /** Copies the list. */
    public Hosted {
        sources = List.copyOf(sources);
    }

    /** A machine whose work shows in no trace. */
    public Hosted(
            Machine<S, I, E, F> machine,
            String store,
            List<Source<I>> sources,
            Topic observations,
            Codec<S> states,
            Codec<I> inputs,
            Function<E, OutgoingRecord> toRecord,
            EffectRunner<I, F> effects) {
        this(machine, store, sources, observations, states, inputs, toRecord, effects, HostTraces.none());
    }
}
