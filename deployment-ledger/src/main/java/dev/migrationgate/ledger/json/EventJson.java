package dev.migrationgate.ledger.json;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.StoredEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Events as JSON. */
public final class EventJson {
    private static final DateTimeFormatter TIMES =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /** The largest number that every reader of JSON has exactly, 2^53 - 1; larger ones are texts. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    private final EventCodec codec;

    /** Reads what events say. */
    public EventJson(EventCodec codec) {
        this.codec = codec;
    }

    /** An event with what it says. */
    public JsonObject whole(Coordinates place, StoredEvent event) {
        JsonObject json = head(place, event);
        data(place, event).ifPresent(data -> json.put("data", data));
        return json;
    }

    /** An event without what it says. */
    public static JsonObject head(Coordinates place, StoredEvent event) {
        var json = new JsonObject()
                .put("topic", place.topic())
                .put("partition", place.partition())
                .put("offset", place.offset());
        event.header("ce_type").ifPresent(type -> json.put("type", type));
        event.header("ce_id").ifPresent(id -> json.put("id", id));
        event.header("ce_source").ifPresent(source -> json.put("source", source));
        return json.put("time", event.header("ce_time").orElseGet(() -> time(Instant.ofEpochMilli(event.timestamp()))));
    }

    /** A time in UTC, to the millisecond. */
    public static String time(Instant time) {
        return TIMES.format(time);
    }

    /** What an event says, read with today's schema; empty where its bytes are no event of its topic. */
    public Optional<JsonObject> data(Coordinates place, StoredEvent event) {
        return read(place, topic -> codec.decode(topic, event.value()));
    }

    /**
     * What an event says as it was written: fields that came into its schema later are not there, so that it stays the same whatever the
     * schema becomes. Empty where its bytes are no event of its topic.
     */
    public Optional<JsonObject> asWritten(Coordinates place, StoredEvent event) {
        return read(place, topic -> codec.decodeAsWritten(topic, event.value()));
    }

    private static Optional<JsonObject> read(Coordinates place, Function<EventTopic<?>, IndexedRecord> decoding) {
        return Coordinates.TOPICS.stream()
                .filter(topic -> topic.name().equals(place.topic()))
                .findFirst()
                .flatMap(topic -> {
                    try {
                        return Optional.of(object(decoding.apply(topic)));
                    } catch (UndecodableException e) {
                        return Optional.empty();
                    }
                });
    }

    private static JsonObject object(IndexedRecord event) {
        var json = new JsonObject();
        for (Schema.Field field : event.getSchema().getFields()) {
            Object value = event.get(field.pos());
            if (value != null) {
                json.put(field.name(), value(value));
            }
        }
        return json;
    }

    private static @Nullable Object value(Object value) {
        return switch (value) {
            case IndexedRecord nested -> object(nested);
            case Collection<?> list ->
                new JsonArray(list.stream().map(EventJson::value).toList());
            // No event has maps or bytes today; one that was written by a newer service may.
            case Map<?, ?> map -> {
                var json = new JsonObject();
                map.forEach((name, each) -> json.put(name.toString(), each == null ? null : value(each)));
                yield json;
            }
            case ByteBuffer bytes ->
                StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
            case Instant time -> time(time);
            case Integer number -> number;
            case Long number -> Math.abs(number) <= MOST_EXACT ? number : number.toString();
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }
}
