package dev.migrationgate.ingest.report;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What to do when partitions come and go between instances: begin new ones where reports begin; of those that go, say how far they
 * are, and commit them no more.
 *
 * @param consumer whose partitions they are
 * @param uncommitted how far they are
 * @param maxAge how far back what was never committed begins
 * @param clock tells the time
 */
record Assignments(Consumer<String, byte[]> consumer, Uncommitted uncommitted, Duration maxAge, Clock clock)
        implements ConsumerRebalanceListener {
    /** Commits what is done; waits for it no longer than the consumer's limit for calls. */
    void commit() {
        Map<TopicPartition, OffsetAndMetadata> done = uncommitted.done();
        if (!done.isEmpty()) {
            consumer.commitSync(done);
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        var fresh = new HashSet<>(partitions);
        consumer.committed(fresh).forEach((partition, committed) -> {
            if (committed != null) {
                fresh.remove(partition);
            }
        });
        LookBack.begin(consumer, fresh, clock.instant().minus(maxAge));
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        commit();
        uncommitted.forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        uncommitted.forget(partitions);
    }
}
