package dev.migrationgate.quickstart.watch;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every event topic from its end at the start, as any Kafka consumer could, and hands each event to a listener. The
 * listener runs on the watch's own thread, one event at a time. Close waits for that thread.
 */
public final class EventWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventWatch.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration POSITION_LIMIT = Duration.ofSeconds(10);
    private static final Map<String, EventTopic<?>> TOPICS =
            Topics.events().stream().collect(Collectors.toMap(EventTopic::name, Function.identity()));

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventCodec codec;
    private final Consumer<SeenEvent> listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private EventWatch(KafkaConsumer<byte[], byte[]> consumer, EventCodec codec, Consumer<SeenEvent> listener) {
        this.consumer = consumer;
        this.codec = codec;
        this.listener = listener;
        this.thread = new Thread(this::run, "event-watch");
    }

    /**
     * Starts to read. Every event that is written after this method returned is handed over.
     *
     * @param bootstrapServers {@code host:port}
     * @param registry base address of the registry's Confluent API
     * @param listener gets each event
     */
    public static EventWatch start(String bootstrapServers, URI registry, Consumer<SeenEvent> listener) {
        EventWatch watch = new EventWatch(
                atEnds(bootstrapServers, TOPICS.keySet()), new EventCodec(SchemaRegistry.at(registry)), listener);
        watch.thread.start();
        return watch;
    }

    /** A consumer of topics that stands where they end now, to be closed. */
    static KafkaConsumer<byte[], byte[]> atEnds(String bootstrapServers, Collection<String> topics) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest");
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(found -> new TopicPartition(found.topic(), found.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: asking for the positions settles them now, so that nothing written later is missed.
        partitions.forEach(partition -> consumer.position(partition, POSITION_LIMIT));
        return consumer;
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join(POSITION_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (true) {
                List<SeenEvent> seen = new ArrayList<>();
                consumer.poll(POLL).forEach(found -> read(found).ifPresent(seen::add));
                // Partitions come in any order; what happened first is shown first.
                seen.sort(Comparator.comparing(SeenEvent::time));
                seen.forEach(listener);
            }
        } catch (WakeupException e) {
            LOGGER.atDebug().log("watch closed");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("watch failed");
        }
    }

    private Optional<SeenEvent> read(ConsumerRecord<byte[], byte[]> found) {
        EventTopic<?> topic = TOPICS.get(found.topic());
        if (topic == null) {
            return Optional.empty();
        }
        try {
            SpecificRecord event = decoded(topic, found.value());
            return Optional.of(EventFacts.of(time(found), event));
        } catch (UndecodableException e) {
            LOGGER.atWarn().addKeyValue("topic", found.topic()).setCause(e).log("an event cannot be read");
            return Optional.empty();
        }
    }

    /** A registry that is away or slow says nothing about the record: it is asked until it answers, or this is closed. */
    private SpecificRecord decoded(EventTopic<?> topic, byte[] value) {
        while (true) {
            try {
                return codec.decode(topic, value);
            } catch (RegistryException e) {
                LOGGER.atWarn().addKeyValue("cause", e.toString()).log("an event cannot be read yet");
                pause(e);
            }
        }
    }

    private void pause(RegistryException cause) {
        try {
            if (closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw cause;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cause;
        }
    }

    private static Instant time(ConsumerRecord<byte[], byte[]> found) {
        try {
            return CloudEventHeaders.text(found.headers(), "ce_time")
                    .map(Instant::parse)
                    .orElse(Instant.ofEpochMilli(found.timestamp()));
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(found.timestamp());
        }
    }
}
