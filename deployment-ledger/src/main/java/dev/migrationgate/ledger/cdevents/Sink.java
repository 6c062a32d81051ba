package dev.migrationgate.ledger.cdevents;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where CDEvents go. Of one thread, and good until the first trouble: then a new one is opened. */
interface Sink extends AutoCloseable {
    /**
     * Tells events, and commits how far they were read, not before they are told.
     *
     * @param events may be none
     * @param next the offsets to go on at
     * @param consumer whose offsets they are
     * @return the events that were refused for what they are, and would be again
     * @throws SinkException they may not be told; nothing is committed
     * @throws org.apache.kafka.common.KafkaException the same, where Kafka is the trouble
     */
    List<CdEvent> tell(
            List<CdEvent> events, Map<TopicPartition, OffsetAndMetadata> next, Consumer<String, byte[]> consumer);

    @Override
    void close();
}
