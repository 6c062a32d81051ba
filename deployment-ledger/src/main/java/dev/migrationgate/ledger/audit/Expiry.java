package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Retention;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Looks for events that Kafka is about to forget and that no checkpoint covers: once they are gone, nobody can prove that they were. */
public final class Expiry {
    private static final Duration NOTICE = Duration.ofDays(14);

    private final LedgerStore store;

    /** Looks in a store. */
    public Expiry(LedgerStore store) {
        this.store = store;
    }

    /** What is about to be forgotten; empty: nothing is. */
    public Optional<String> problem(Instant now) {
        List<String> found = new ArrayList<>();
        for (TopicPartition partition : store.positions().keySet()) {
            uncovered(partition)
                    .filter(oldest ->
                            oldest.plus(retention(partition)).minus(NOTICE).isBefore(now))
                    .ifPresent(oldest -> found.add(
                            partition + " (of " + oldest + ", kept until " + oldest.plus(retention(partition)) + ")"));
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of("no checkpoint covers events that Kafka soon forgets: " + String.join(", ", found));
    }

    /** The time of the oldest event that no checkpoint covers. */
    private Optional<Instant> uncovered(TopicPartition partition) {
        long from = store.newestCheckpoints(partition, 1).stream()
                .map(Checkpoint::parse)
                .mapToLong(Checkpoint::to)
                .findFirst()
                .orElse(0);
        var oldest = new ArrayList<Instant>();
        store.events(new Coordinates(partition.topic(), partition.partition(), from), (_, event) -> {
            oldest.add(Instant.ofEpochMilli(event.timestamp()));
            return false;
        });
        return oldest.stream().findFirst();
    }

    private static Duration retention(TopicPartition partition) {
        return Coordinates.TOPICS.stream()
                .filter(topic -> topic.name().equals(partition.topic()))
                .map(EventTopic::topic)
                .map(topic -> topic.retention() instanceof Retention.Timed(var time) ? time : Duration.ofDays(36_500))
                .findFirst()
                .orElse(Duration.ofDays(36_500));
    }
}
