package dev.migrationgate.quickstart.watch;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic of CDEvents from its end at the start, as any Kafka consumer could, and hands each event to a listener as a line. The
 * listener runs on the watch's own thread. Close waits for that thread.
 */
public final class CdEventWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CdEventWatch.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final Consumer<String> listener;
    private final Thread thread;

    private CdEventWatch(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Consumer<String> listener) {
        this.consumer = consumer;
        this.listener = listener;
        this.thread = new Thread(this::run, "cdevent-watch");
    }

    /**
     * Starts to read. Every event that is written after this method returned is handed over.
     *
     * @param bootstrapServers {@code host:port}
     * @param listener gets each event's type and subject
     */
    public static CdEventWatch start(String bootstrapServers, Consumer<String> listener) {
        return start(EventWatch.atEnds(bootstrapServers, List.of(Topics.CDEVENTS.name())), listener);
    }

    /** The same with a consumer that has its partitions; it is closed with the watch. */
    static CdEventWatch start(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer, Consumer<String> listener) {
        var watch = new CdEventWatch(consumer, listener);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join(STOP);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(found -> listener.accept(line(found)));
            }
        } catch (WakeupException _) {
            LOGGER.atDebug().log("watch of CDEvents closed");
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("watch of CDEvents failed");
        }
    }

    private static String line(ConsumerRecord<byte[], byte[]> found) {
        return Stream.of("ce_type", "ce_subject")
                .map(name -> CloudEventHeaders.text(found.headers(), name))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  ", "CDEvent  ", ""));
    }
}
