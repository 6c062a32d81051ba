package dev.migrationgate.host.streams;

import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.host.Codec;
import dev.migrationgate.host.Observer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes observations to the internal topic, and waits until the broker has each of them, however long that takes. */
final class ObservationWriter<I> implements Observer<I>, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObservationWriter.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String topic;
    private final Codec<I> codec;
    private final Producer<String, byte[]> producer;

    ObservationWriter(Brokers brokers, String clientId, String topic, Codec<I> codec) {
        this.topic = topic;
        this.codec = codec;
        Map<String, Object> settings = brokers.with(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public void observe(String key, I observation) throws InterruptedException {
        ProducerRecord<String, byte[]> entry = new ProducerRecord<>(topic, key, codec.encode(observation));
        while (true) {
            try {
                FailPoints.reach("before observation " + observation.getClass().getSimpleName());
                producer.send(entry).get();
                FailPoints.reach("after observation " + observation.getClass().getSimpleName());
                return;
            } catch (ExecutionException | RuntimeException e) {
                LOGGER.atWarn()
                        .addKeyValue("topic", topic)
                        .addKeyValue("key", key)
                        .addKeyValue("cause", e.toString())
                        .log("an observation is not written yet");
            }
            Thread.sleep(PAUSE);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
