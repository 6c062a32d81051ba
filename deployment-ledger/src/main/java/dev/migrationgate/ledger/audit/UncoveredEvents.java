package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.Uncovered;
import dev.migrationgate.events.topics.Retention;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds partitions of which an export can have nothing, though they have events: retention cut into their only block before this ledger
 * read it. Its leaves are not there any more, so that nothing proves the rest of it. Where there are blocks behind that one, the
 * export says itself from which offset on it knows anything.
 */
record UncoveredEvents(LedgerStore store, AuditEvents events, Selection selection) {

    /** What was asked for and lies in such a partition, in the order of topics and partitions. At most a block's worth of events is looked at in each. */
    List<Uncovered> beside(List<Exports.Extent> extents) {
        return store.positions().keySet().stream()
                .filter(each -> !isCompacted(each))
                .sorted(Comparator.comparing(each -> new Coordinates(each.topic(), each.partition(), 0)))
                .flatMap(each -> of(each, extents).stream())
                .toList();
    }

    private Optional<Uncovered> of(TopicPartition partition, List<Exports.Extent> extents) {
        // Without any checkpoint it has just come, and belongs to the next export.
        if (extents.stream().anyMatch(each -> each.isOf(partition))
                || store.newestCheckpoints(partition, 1).isEmpty()) {
            return Optional.empty();
        }
        var found = new Span();
        store.events(new Coordinates(partition.topic(), partition.partition(), 0), (place, event) -> {
            if (selection.includes(events.of(place, event))) {
                found.add(place.offset());
            }
            return true;
        });
        return found.events == 0
                ? Optional.empty()
                : Optional.of(new Uncovered(
                        partition.topic(), partition.partition(), found.first, found.last + 1, found.events));
    }

    /** Those have no checkpoints, whatever is in them. */
    private static boolean isCompacted(TopicPartition partition) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(partition.topic()))
                .map(Topic::retention)
                .anyMatch(Retention.Compacted.class::isInstance);
    }

    private static final class Span {
        private long first = -1;
        private long last = -1;
        private long events;

        void add(long offset) {
            first = first < 0 ? offset : first;
            last = offset;
            events++;
        }
    }
}
