package dev.migrationgate.events.topics;

import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic that holds one type of event.
 *
 * @param <T> the event
 * @param topic the row of the topic table
 * @param event the event's class
 * @param type CloudEvents type, {@code dev.migrationgate.<noun>.<verb>.v1}
 * @param keyOf the record key that an event belongs under
 */
public record EventTopic<T extends SpecificRecord>(
        Topic topic, Class<T> event, String type, Function<T, String> keyOf) {

    /** The topic's name. */
    public String name() {
        return topic.name();
    }

    /** The event's Avro schema. */
    public Schema schema() {
        return SpecificData.get().getSchema(event);
    }

    /** The registry subject of the values: {@code <topic>-value}. */
    public String subject() {
        return name() + "-value";
    }
}
