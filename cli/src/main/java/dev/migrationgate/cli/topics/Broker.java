package dev.migrationgate.cli.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads what a broker has. */
final class Broker {

    private Broker() {}

    /**
     * A topic as the broker has it.
     *
     * @param partitions how many
     * @param replication copies of each partition
     * @param settings every setting's value in force
     */
    record ActualTopic(int partitions, int replication, Map<String, String> settings) {}

    /** The topics of those names that exist. */
    static Map<String, ActualTopic> read(Admin admin, Collection<String> names) throws InterruptedException {
        Map<String, TopicDescription> described = describe(admin, names);
        List<ConfigResource> resources = described.keySet().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs =
                await(admin.describeConfigs(resources).all());
        Map<String, ActualTopic> topics = new HashMap<>();
        configs.forEach((resource, config) ->
                topics.put(resource.name(), actual(Objects.requireNonNull(described.get(resource.name())), config)));
        return topics;
    }

    /** Waits for an answer; Kafka's failure comes out as it is. */
    static <T> T await(KafkaFuture<T> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(e);
        }
    }

    static KafkaException failure(ExecutionException e) {
        return e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    }

    private static Map<String, TopicDescription> describe(Admin admin, Collection<String> names)
            throws InterruptedException {
        Map<String, TopicDescription> described = new HashMap<>();
        for (var answer : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                described.put(answer.getKey(), answer.getValue().get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failure(e);
                }
            }
        }
        return described;
    }

    private static ActualTopic actual(TopicDescription topic, Config config) {
        Map<String, String> settings = new HashMap<>();
        config.entries().forEach(entry -> settings.put(entry.name(), String.valueOf(entry.value())));
        int copies = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new ActualTopic(topic.partitions().size(), copies, settings);
    }
}
