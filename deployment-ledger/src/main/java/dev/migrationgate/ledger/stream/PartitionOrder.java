package dev.migrationgate.ledger.stream;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** Partitions in an order, of which Kafka has none. */
final class PartitionOrder {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private PartitionOrder() {}
}
