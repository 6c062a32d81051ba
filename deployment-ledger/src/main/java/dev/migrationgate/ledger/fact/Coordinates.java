package dev.migrationgate.ledger.fact;

import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topics;
import java.util.Comparator;
import java.util.List;

/**
 * Where a record is in Kafka.
 *
 * @param topic its topic
 * @param partition its partition
 * @param offset its offset there
 */
public record Coordinates(String topic, int partition, long offset) implements Comparable<Coordinates> {
    /** The topics that the ledger reads, in the order in which a deployment passes them. */
    public static final List<EventTopic<?>> TOPICS = Topics.events().stream()
            .filter(topic -> topic.topic().readers().contains(Principal.LEDGER))
            .toList();

    private static final List<String> NAMES =
            TOPICS.stream().map(EventTopic::name).toList();

    private static final Comparator<Coordinates> ORDER = Comparator.<Coordinates>comparingInt(
                    each -> NAMES.indexOf(each.topic))
            .thenComparingInt(Coordinates::partition)
            .thenComparingLong(Coordinates::offset);

    /** As deployments pass the topics: the same for every ledger, in whatever order it came to read them. */
    @Override
    public int compareTo(Coordinates other) {
        return ORDER.compare(this, other);
    }
}
