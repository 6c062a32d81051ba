package dev.migrationgate.host.streams;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.host.Codec;
import dev.migrationgate.trace.TraceParent;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
        I read(String key, byte @Nullable [] value, Headers headers);

        /** The same for a record that has no headers. */
        default I read(String key, byte @Nullable [] value) {
            return read(key, value, new RecordHeaders());
        }
    }

    /**
     * How a record came.
     *
     * @param bytes its value; empty where it has none
     * @param trace the context in its header, where it has one that is well-formed
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives while one record is read; nobody compares or keeps it.
    public record Arrival(byte[] bytes, Optional<TraceParent> trace) {}

    /** The trace that a record's header says it belongs to, where that is well-formed. */
    static Optional<TraceParent> trace(Headers headers) {
        return CloudEventHeaders.text(headers, TraceParent.HEADER).flatMap(TraceParent::parse);
    }

    /**
     * Events of a topic. A record whose key is not the one its event belongs under is refused: it would reach the wrong state.
     */
    public static <T extends SpecificRecord, I> Source<I> events(
            EventTopic<T> topic, EventCodec codec, Function<T, I> toInput) {
        return events(topic, codec, (event, _) -> toInput.apply(event));
    }

    /** The same for who wants to know how the record came, too. */
    public static <T extends SpecificRecord, I> Source<I> events(
            EventTopic<T> topic, EventCodec codec, BiFunction<T, Arrival, I> toInput) {
        return new Source<>(topic.name(), (key, value, headers) -> {
            T event = codec.decode(topic, value);
            Arrival arrival = new Arrival(value == null ? new byte[0] : value, trace(headers));
            return input(topic, event, key, known -> toInput.apply(known, arrival));
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
        return new Source<>(topic, (key, value, _) -> {
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
