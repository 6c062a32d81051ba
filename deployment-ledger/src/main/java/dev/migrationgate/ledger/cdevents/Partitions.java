package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.topics.EventTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** The partitions that are read, and where a new group begins in them. */
final class Partitions {
    private Partitions() {}

    /**
     * All partitions of some topics.
     *
     * @throws KafkaException a topic is missing, or Kafka is out of reach
     */
    static List<TopicPartition> of(Consumer<?, ?> consumer, List<EventTopic<?>> topics) {
        return topics.stream()
                .flatMap(topic -> {
                    var found = consumer.partitionsFor(topic.name());
                    if (found.isEmpty()) {
                        throw new KafkaException(
                                "there is no topic " + topic.name() + "; make it with gate topics apply");
                    }
                    return found.stream();
                })
                .map(each -> new TopicPartition(each.topic(), each.partition()))
                .toList();
    }

    /**
     * Where the committed records of some topics end now.
     *
     * @param consumer of no group; it is given the partitions, since the client warns of ends of any others
     */
    static Map<TopicPartition, Long> ends(Consumer<?, ?> consumer, List<EventTopic<?>> topics) {
        List<TopicPartition> partitions = of(consumer, topics);
        consumer.assign(partitions);
        return consumer.endOffsets(partitions);
    }

    /**
     * Lets a group that never committed anything begin with what is recorded from now on. What it has no offset of later is a
     * partition that was added, and is read from its beginning.
     *
     * @param consumer of the group, not subscribed yet
     * @param all of no group
     * @return whether the group is new
     * @throws KafkaException Kafka is out of reach, or another instance has just begun the group; the next try finds it begun
     */
    static boolean begin(Consumer<?, ?> consumer, Consumer<?, ?> all) {
        Map<TopicPartition, Long> now = ends(all, Lookup.TOPICS);
        boolean begun = consumer.committed(now.keySet()).values().stream().anyMatch(Objects::nonNull);
        if (begun) {
            return false;
        }
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        now.forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end)));
        consumer.commitSync(ends);
        return true;
    }
}
