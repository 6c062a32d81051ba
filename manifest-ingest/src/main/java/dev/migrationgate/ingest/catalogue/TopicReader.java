package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the manifests topic from its beginning, and goes on reading it. One thread owns the consumer; trouble outside makes
 * it begin again after a pause, which changes nothing, because taking a record twice changes nothing.
 */
public final class TopicReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final TopicEnds topicEnds;
    private final Doubts doubts;
    private final MemoryCatalogue catalogue;
    private final AcceptedManifests accepted;
    private final UnreadableManifests unreadable;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Consumer<String, byte[]> reading;

    private TopicReader(
            Supplier<Consumer<String, byte[]>> consumers,
            TopicEnds topicEnds,
            Doubts doubts,
            EventCodec codec,
            MemoryCatalogue catalogue,
            UnreadableManifests unreadable) {
        this.consumers = consumers;
        this.topicEnds = topicEnds;
        this.doubts = doubts;
        this.catalogue = catalogue;
        this.accepted = new AcceptedManifests(codec, catalogue);
        this.unreadable = unreadable;
        this.thread = Thread.ofPlatform().name("ingest-catalogue").daemon().unstarted(this::run);
    }

    /**
     * Starts to read.
     *
     * @param consumers makes a consumer that belongs to no group and reads committed records only
     * @param topicEnds where the topic ends; the catalogue is complete once it was read up to there
     * @param doubts about the same catalogue
     * @param unreadable takes what the catalogue cannot; of this reader alone
     */
    public static TopicReader start(
            Supplier<Consumer<String, byte[]>> consumers,
            TopicEnds topicEnds,
            Doubts doubts,
            EventCodec codec,
            MemoryCatalogue catalogue,
            UnreadableManifests unreadable) {
        var reader = new TopicReader(consumers, topicEnds, doubts, codec, catalogue, unreadable);
        reader.thread.start();
        return reader;
    }

    /** Stops reading, within 5 seconds. */
    @Override
    public void close() {
        stopping.countDown();
        // Not an interrupt: a consumer that is interrupted cannot close in order, and says so.
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped()) {
                readUntilTrouble();
                // Ends at once when it is time to stop.
                var _ = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }

    private void readUntilTrouble() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            reading = consumer;
            read(consumer);
        } catch (WakeupException e) {
            // Time to stop.
        } catch (KafkaException | RegistryException | UnavailableException e) {
            // Read again from the beginning, it would know again what was removed since, until it comes to that.
            catalogue.incomplete("accepted manifests have to be read again");
            LOGGER.atWarn()
                    .addKeyValue("topic", Topics.MANIFESTS.name())
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("accepted manifests cannot be read now");
        } catch (RuntimeException | Error e) {
            // A defect of ours. Thrown on, it would end the thread, and the catalogue would grow old while all looks
            // well.
            catalogue.incomplete("reading accepted manifests failed unexpectedly: "
                    + e.getClass().getSimpleName());
            LOGGER.atError()
                    .addKeyValue("topic", Topics.MANIFESTS.name())
                    .setCause(e)
                    .log("reading accepted manifests failed and begins again");
        } finally {
            reading = null;
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.MANIFESTS.name()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic does not exist");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        unreadable.begin(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> ends = topicEnds.of(partitions);
        boolean complete = false;
        while (!stopped()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                accepted.take(record).ifPresent(reason -> unreadable.found(record, reason));
            }
            if (doubts.takeSettled()) {
                ends = topicEnds.of(partitions);
                complete = false;
            }
            if (!complete && isRead(consumer, ends) && doubts.complete()) {
                complete = true;
                LOGGER.atInfo().addKeyValue("topic", Topics.MANIFESTS.name()).log("accepted manifests are read");
            }
        }
    }

    private static boolean isRead(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }
}
