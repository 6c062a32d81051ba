package dev.migrationgate.ledger.reading;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoreException;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every event topic from where the store ends, and goes on reading. One thread owns the consumer; trouble outside makes it
 * begin again after a pause, from where the store ends then. Nothing is committed to Kafka: how far was read is in the store itself,
 * written together with what was read.
 */
public final class LedgerReader implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final LedgerStore store;
    private final Intake intake;
    private final Progress progress;
    private final Changes changes;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<String> problem = Optional.of("nothing was read yet");
    private volatile @Nullable Consumer<String, byte[]> reading;

    private LedgerReader(
            Supplier<Consumer<String, byte[]>> consumers,
            Subjects subjects,
            LedgerStore store,
            Progress progress,
            Changes changes,
            MeterRegistry metrics,
            ReadSpans spans) {
        this.consumers = consumers;
        this.store = store;
        this.intake = new Intake(subjects, store, metrics, spans);
        this.progress = progress;
        this.changes = changes;
        this.thread = Thread.ofPlatform().name("ledger-reader").daemon().unstarted(this::run);
    }

    /**
     * Starts to read.
     *
     * @param consumers makes a consumer that belongs to no group and reads committed records only
     * @param progress told how far it is
     * @param changes told what changed, in the thread that reads
     * @param traces where it is told that events are recorded
     */
    public static LedgerReader start(
            Supplier<Consumer<String, byte[]>> consumers,
            Subjects subjects,
            LedgerStore store,
            Progress progress,
            Changes changes,
            MeterRegistry metrics,
            Traces traces) {
        var spans = new ReadSpans(traces, Instant.now());
        var reader = new LedgerReader(consumers, subjects, store, progress, changes, metrics, spans);
        reader.thread.start();
        return reader;
    }

    /** Why nothing can be read now; empty: it can. What was read before is served all the same. */
    public Optional<String> problem() {
        return problem;
    }

    /** Stops reading, within 10 seconds. */
    @Override
    public void close() {
        stopping.countDown();
        // Not an interrupt: a consumer that is interrupted cannot close in order, and says so.
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
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

    private void readUntilTrouble() {
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            reading = consumer;
            read(consumer);
        } catch (WakeupException e) {
            // Time to stop.
        } catch (KafkaException | RegistryException | StoreException e) {
            problem = Optional.of("events cannot be read now: " + e.getMessage());
            LOGGER.atWarn()
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("events cannot be read now");
        } catch (RuntimeException | Error e) {
            // A defect of ours. Thrown on, it would end the thread, and the ledger would grow old while all looks well.
            problem = Optional.of("reading failed: " + e);
            LOGGER.atError().setCause(e).log("reading events failed and begins again");
        } finally {
            reading = null;
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        seek(consumer, partitions);
        // Ends as they were at first: with load, there would always be more to come.
        Map<TopicPartition, Long> behind = new HashMap<>(consumer.endOffsets(partitions));
        var alignment = new Alignment(partitions.size(), System::nanoTime);
        look(consumer, behind, alignment);
        // Of a partition that was added, nothing else would tell; the answer is in the client's memory.
        while (!stopped() && partitions(consumer).size() == partitions.size()) {
            ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
            problem = Optional.empty();
            behind.entrySet().removeIf(each -> left(consumer, each) == 0);
            alignment.add(polled, behind.keySet());
            takeAll(alignment);
            if (!progress.complete()) {
                look(consumer, behind, alignment);
            }
            hold(consumer, alignment.full());
        }
    }

    private void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> positions = store.positions();
        for (TopicPartition partition : partitions) {
            Optional.ofNullable(positions.get(partition))
                    .ifPresentOrElse(
                            next -> consumer.seek(partition, next), () -> consumer.seekToBeginning(List.of(partition)));
        }
    }

    private void takeAll(Alignment alignment) {
        while (true) {
            ConsumerRecords<String, byte[]> records = alignment.ready();
            if (records.isEmpty() && records.nextOffsets().isEmpty()) {
                return;
            }
            List<Change> changed = intake.take(records);
            progress.read(records.count());
            changes.tell(changed);
        }
    }

    private void look(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> behind, Alignment alignment) {
        long left = behind.entrySet().stream()
                .mapToLong(each -> left(consumer, each))
                .sum();
        progress.left(left + alignment.size());
    }

    private static long left(Consumer<String, byte[]> consumer, Map.Entry<TopicPartition, Long> end) {
        return Math.max(0, end.getValue() - consumer.position(end.getKey()));
    }

    private static void hold(Consumer<String, byte[]> consumer, Set<TopicPartition> full) {
        if (!consumer.paused().equals(full)) {
            consumer.resume(consumer.paused());
            consumer.pause(full);
        }
    }

    /** All there are now. */
    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = Coordinates.TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        List<String> missing = Coordinates.TOPICS.stream()
                .map(topic -> topic.name())
                .filter(name -> partitions.stream()
                        .noneMatch(partition -> partition.topic().equals(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new KafkaException("there are no topics " + missing + "; make them with gate topics apply");
        }
        return partitions;
    }
}
