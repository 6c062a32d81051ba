package dev.migrationgate.ingest.catalogue;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Where partitions end, what is not committed yet included: it may be committed next. */
@FunctionalInterface
public interface TopicEnds {
    /**
     * The offsets that the next records get.
     *
     * @throws org.apache.kafka.common.KafkaException the brokers are out of reach
     */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions);
}
