package dev.migrationgate.ledger.fact;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.EventTopic;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says of records which deployment they are about. Safe for several threads.
 *
 * @param codec reads their bytes
 */
public record Subjects(EventCodec codec) {
    private static final Map<String, EventTopic<?>> TOPICS =
            Coordinates.TOPICS.stream().collect(Collectors.toUnmodifiableMap(EventTopic::name, topic -> topic));

    /**
     * What a record tells.
     *
     * @param topic one that the ledger reads
     * @throws dev.migrationgate.events.serde.UndecodableException it is no event of its topic
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach
     */
    public Subject of(String topic, byte[] value) {
        EventTopic<?> known = Optional.<EventTopic<?>>ofNullable(TOPICS.get(topic))
                .orElseThrow(() -> new IllegalStateException("the ledger does not read " + topic));
        return FactReader.read(codec.decode(known, value));
    }
}
