package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Brings what is recorded to one sink. One thread owns consumer and sink; all instances of the ledger share the group. Trouble outside gives the
 * partitions back, so that an instance without it can have them, and begins again after a pause at what was committed. An instance
 * that is being built anew takes none before it has read everything.
 */
final class Delivery implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final Duration STOP = Duration.ofSeconds(10);

    /**
     * What it works with.
     *
     * @param grouped makes a consumer of the sink's group that reads committed records only and commits nothing by itself
     * @param all makes one of no group
     * @param sinks opens the sink
     * @param teller says what records tell
     * @param store what the ledger has read
     * @param progress whether that is all
     * @param tally counts
     */
    record Parts(
            Supplier<Consumer<String, byte[]>> grouped,
            Supplier<Consumer<String, byte[]>> all,
            Supplier<Sink> sinks,
            Teller teller,
            LedgerStore store,
            Progress progress,
            Tally tally) {}

    private final Parts parts;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final StoreWatch store;
    private final Thread thread;
    private int failures;
    private volatile Optional<String> problem = Optional.of("nothing was told yet");
    private volatile List<Consumer<String, byte[]>> reading = List.of();

    private Delivery(String name, Parts parts) {
        this.parts = parts;
        this.store = new StoreWatch(parts.store(), stopping);
        this.thread =
                Thread.ofPlatform().name("ledger-cdevents-" + name).daemon().unstarted(this::run);
    }

    /** Starts to tell. */
    static Delivery start(String name, Parts parts) {
        var delivery = new Delivery(name, parts);
        delivery.thread.start();
        return delivery;
    }

    /** Why nothing can be told now; empty: it can, or there is nothing for this instance to tell. */
    Optional<String> problem() {
        return problem;
    }

    /** Stops, within 10 seconds. */
    @Override
    public void close() {
        stopping.countDown();
        // Not an interrupt: a consumer that is interrupted cannot close in order, and says so.
        reading.forEach(Consumer::wakeup);
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
                if (parts.progress().complete()) {
                    tellUntilTrouble();
                } else {
                    problem = Optional.of("waits until the ledger has read what was recorded");
                }
                // Ends at once when it is time to stop.
                var _ = stopping.await(pauseMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long pauseMillis() {
        long longest = Math.min(PAUSE_MILLIS << Math.min(failures, 10), LONGEST_PAUSE_MILLIS);
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    private void tellUntilTrouble() throws InterruptedException {
        try (Consumer<String, byte[]> all = parts.all().get();
                Consumer<String, byte[]> consumer = parts.grouped().get();
                Sink sink = parts.sinks().get()) {
            reading = List.of(consumer, all);
            Partitions.begin(consumer, all);
            consumer.subscribe(Lookup.TOPICS.stream().map(EventTopic::name).toList());
            while (!stopped()) {
                tell(consumer.poll(POLL), all, consumer, sink);
                if (parts.tally().isDone(consumer)) {
                    failures = 0;
                    problem = Optional.empty();
                }
            }
        } catch (WakeupException e) {
            // Time to stop.
        } catch (KafkaException | RegistryException | StoreException | SinkException e) {
            trouble(String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // A defect of ours. Thrown on, it would end the thread, and nobody would be told anything any more.
            trouble(String.valueOf(e));
        } finally {
            reading = List.of();
        }
    }

    private void trouble(String reason) {
        if (stopped()) {
            return;
        }
        failures++;
        problem = Optional.of("CDEvents are told later: " + reason);
        parts.tally().failure(reason);
    }

    private void tell(
            ConsumerRecords<String, byte[]> records,
            Consumer<String, byte[]> all,
            Consumer<String, byte[]> consumer,
            Sink sink)
            throws InterruptedException {
        if (!records.isEmpty()) {
            store.await(all);
        }
        var events = new ArrayList<CdEvent>();
        for (ConsumerRecord<String, byte[]> record : records) {
            parts.teller().of(record).ifPresent(events::add);
        }
        if (!records.nextOffsets().isEmpty()) {
            List<CdEvent> refused = sink.tell(events, records.nextOffsets(), consumer);
            refused.forEach(parts.tally()::refused);
            events.removeAll(refused);
            events.forEach(parts.tally()::told);
            failures = 0;
            problem = Optional.empty();
        }
    }
}
