package dev.migrationgate.ledger.json;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.StoredEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Collection;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
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

    /** What an event says; empty where its bytes are no event of its topic. */
    public Optional<JsonObject> data(Coordinates place, StoredEvent event) {
        return Coordinates.TOPICS.stream()
                .filter(topic -> topic.name().equals(place.topic()))
                .findFirst()
                .flatMap(topic -> decoded(topic, event))
                .map(EventJson::object);
    }

    private Optional<SpecificRecord> decoded(EventTopic<?> topic, StoredEvent event) {
        try {
            return Optional.of(codec.decode(topic, event.value()));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    private static JsonObject object(SpecificRecord event) {
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
            case SpecificRecord nested -> object(nested);
            case Collection<?> list ->
                new JsonArray(list.stream().map(EventJson::value).toList());
            case Instant time -> time(time);
            case Integer number -> number;
            case Long number -> Math.abs(number) <= MOST_EXACT ? number : number.toString();
            case Boolean flag -> flag;
            default -> value.toString();
        };
    }
}
