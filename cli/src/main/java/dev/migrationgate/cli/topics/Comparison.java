package dev.migrationgate.cli.topics;

import dev.migrationgate.cli.topics.Broker.ActualTopic;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.TopicKey;
import dev.migrationgate.events.topics.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what a broker has with the table of topics; pure.
 *
 * @param actual the broker's topics by name
 * @param expected what the table leaves open; partitions not known: what most topics with the same key have
 */
record Comparison(Map<String, ActualTopic> actual, Expected expected) {

    /** Every difference, in the table's order. */
    List<Drift> drift() {
        return Topics.all().stream().flatMap(topic -> drift(topic).stream()).toList();
    }

    private List<Drift> drift(Topic topic) {
        ActualTopic found = actual.get(topic.name());
        if (found == null) {
            return List.of(new Drift(topic.name(), Drift.TOPIC, Drift.MISSING, "present"));
        }
        List<Drift> drift = new ArrayList<>();
        int partitions = partitions(topic.key()).orElse(found.partitions());
        compare(drift, topic, Drift.PARTITIONS, found.partitions(), partitions);
        if (expected.replication() > 0) {
            compare(drift, topic, Drift.REPLICATION, found.replication(), expected.replication());
        }
        new TreeMap<>(topic.settings(expected.minInsyncReplicas())).forEach((setting, shouldBe) -> {
            String is = found.settings().getOrDefault(setting, "unset");
            compare(drift, topic, setting, is, shouldBe);
        });
        return drift;
    }

    private static void compare(List<Drift> drift, Topic topic, String setting, Object is, Object shouldBe) {
        if (!is.equals(shouldBe)) {
            drift.add(new Drift(topic.name(), setting, is.toString(), shouldBe.toString()));
        }
    }

    /** Records with one key must meet in one task, so topics with the same kind of key need the same partitions. */
    private Optional<Integer> partitions(TopicKey key) {
        if (expected.partitions().isPresent()) {
            return expected.partitions();
        }
        return Topics.all().stream()
                .filter(topic -> topic.key() == key)
                .flatMap(topic -> Optional.ofNullable(actual.get(topic.name())).stream())
                .map(ActualTopic::partitions)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.comparingLong(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }
}
