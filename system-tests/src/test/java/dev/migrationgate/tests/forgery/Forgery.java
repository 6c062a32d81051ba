package dev.migrationgate.tests.forgery;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.EventTopic;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events as somebody who may write everything. */
final class Forgery {
    private Forgery() {}

    static <T extends SpecificRecord> void write(String bootstrapServers, URI registry, EventTopic<T> topic, T event)
            throws InterruptedException {
        byte[] value = new EventCodec(SchemaRegistry.at(registry)).encode(topic, event);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), topic.keyOf().apply(event), value))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the forged event was not written", e);
        }
    }
}
