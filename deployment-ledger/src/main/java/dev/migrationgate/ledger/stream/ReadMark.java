package dev.migrationgate.ledger.stream;

import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.ledger.fact.Coordinates;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far somebody has heard of each partition. As text it is the id of a server-sent event, with which any instance goes on
 * without a gap, since the text says all there is to know.
 *
 * @param next the next offset by partition
 */
record ReadMark(Map<TopicPartition, Long> next) {
    private static final List<String> TOPICS =
            Coordinates.TOPICS.stream().map(EventTopic::name).toList();

    /** Topic by its place in the table, partition and offset. */
    private static final Pattern PART = Pattern.compile("([0-9]{1,2})\\.([0-9]{1,6})\\.([0-9a-z]{1,12})");

    private static final int RADIX = 36;
    private static final int LONGEST = 16_384;

    ReadMark {
        next = Map.copyOf(next);
    }

    /** Reads the text form; empty where it is none. */
    static Optional<ReadMark> parse(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        var next = new TreeMap<TopicPartition, Long>(PartitionOrder.ORDER);
        for (String part : text.split("_", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= TOPICS.size()) {
                return Optional.empty();
            }
            next.put(
                    new TopicPartition(
                            TOPICS.get(Integer.parseInt(matcher.group(1))), Integer.parseInt(matcher.group(2))),
                    Long.parseLong(matcher.group(3), RADIX));
        }
        return Optional.of(new ReadMark(next));
    }

    /** Whether somebody has heard of an event. */
    boolean covers(Coordinates place) {
        return next.getOrDefault(new TopicPartition(place.topic(), place.partition()), 0L) > place.offset();
    }

    /** With one more event. */
    ReadMark with(Coordinates place) {
        var more = new TreeMap<TopicPartition, Long>(PartitionOrder.ORDER);
        more.putAll(next);
        more.merge(new TopicPartition(place.topic(), place.partition()), place.offset() + 1, Math::max);
        return new ReadMark(more);
    }

    /** The text form. */
    @Override
    public String toString() {
        return next.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(PartitionOrder.ORDER))
                .map(each -> TOPICS.indexOf(each.getKey().topic()) + "."
                        + each.getKey().partition() + "." + Long.toString(each.getValue(), RADIX))
                .collect(Collectors.joining("_"));
    }
}
