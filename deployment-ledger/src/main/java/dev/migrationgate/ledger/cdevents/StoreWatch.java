package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the store has what a record follows from. Topics are read side by side, so the store may have a start and not yet its
 * request; but whoever wrote the start had read the request. So it is enough that the store is as far as all topics
 * are now.
 *
 * @param store what the ledger has read
 * @param stopping ends the wait
 */
record StoreWatch(LedgerStore store, CountDownLatch stopping) {
    private static final long LOOK_MILLIS = 20;
    private static final long LIMIT_NANOS = Duration.ofSeconds(10).toNanos();

    /**
     * Waits, 10 seconds at most.
     *
     * @param consumer asked for the ends; of no group, and one that reads committed records only
     * @throws SinkException the store is not that far
     */
    void await(Consumer<?, ?> consumer) throws InterruptedException {
        Map<TopicPartition, Long> ends = Partitions.ends(consumer, Coordinates.TOPICS);
        long begin = System.nanoTime();
        while (isBehind(consumer, ends)) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new SinkException("the ledger itself has not read all that was recorded");
            }
            if (stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new SinkException("stopped");
            }
        }
    }

    private boolean isBehind(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> read = store.positions();
        List<TopicPartition> behind = ends.entrySet().stream()
                .filter(end -> read.getOrDefault(end.getKey(), 0L) < end.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (behind.isEmpty()) {
            return false;
        }
        // Of a partition whose records have all expired, the reader never gets a position.
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(behind);
        return behind.stream().anyMatch(each -> beginnings.getOrDefault(each, 0L) < ends.getOrDefault(each, 0L));
    }
}
