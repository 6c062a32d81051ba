package dev.migrationgate.host.streams;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.host.Codec;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A topic that a machine reads.
 *
 * @param topic the topic's name
 * @param reader makes an input of a record
 * @param <I> input of the machine
 */
public record Source<I>(String topic, Reader<I> reader) {

    /**
     * Makes an input of a record.
     *
     * @param <I> input of the machine
     */
    @FunctionalInterface
    public interface Reader<I> {
        /**
         * Reads a record.
         *
         * @throws UndecodableException the record can never be read
         * @throws RegistryException the registry is away; worth another try
         */
        I read(String key, byte @Nullable [] value);
    }

    /**
     * Events of a topic. A record whose key is not the one its event belongs under is refused: it would reach the wrong state.
     */
    public static <T extends SpecificRecord, I> Source<I> events(
            EventTopic<T> topic, EventCodec codec, Function<T, I> toInput) {
        return events(topic, codec, (event, _) -> toInput.apply(event));
    }

    /** The same for who wants the record's bytes, too, as they came. */
    public static <T extends SpecificRecord, I> Source<I> events(
            EventTopic<T> topic, EventCodec codec, BiFunction<T, byte[], I> toInput) {
        return new Source<>(topic.name(), (key, value) -> {
            T event = codec.decode(topic, value);
            byte[] bytes = value == null ? new byte[0] : value;
            return input(topic, event, key, known -> toInput.apply(known, bytes));
        });
    }

    private static <T extends SpecificRecord, I> I input(
            EventTopic<T> topic, T event, String key, Function<T, I> toInput) {
        try {
            String right = topic.keyOf().apply(event);
            if (!right.equals(key)) {
                throw new UndecodableException(
                        "the record's key is '" + key + "', its event's is '" + right + "'", null);
            }
            return toInput.apply(event);
        } catch (RegistryException | UndecodableException e) {
            throw e;
        } catch (RuntimeException e) {
            // Values that fit the schema and mean nothing: thrown on, they would stop the partition for good.
            throw new UndecodableException("not a " + topic.event().getSimpleName() + " that could be acted on", e);
        }
    }

    static <I> Source<I> observations(String topic, Codec<I> codec) {
        return new Source<>(topic, (key, value) -> {
            if (value == null) {
                throw new UndecodableException("the record has no value", null);
            }
            try {
                return codec.decode(value);
            } catch (RuntimeException e) {
                throw new UndecodableException("not an observation of ours", e);
            }
        });
    }
}
