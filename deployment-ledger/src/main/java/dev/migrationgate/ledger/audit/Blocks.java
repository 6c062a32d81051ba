package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.CheckpointBuilder;
import dev.migrationgate.audit.Leaf;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes the checkpoints of all blocks, and keeps them in the store. A block whose checkpoint is kept and covers all of it is not looked at
 * again. One thread at a time.
 */
final class Blocks {
    private final LedgerStore store;
    private final AuditEvents events;
    private final SigningKey key;

    Blocks(LedgerStore store, AuditEvents events, SigningKey key) {
        this.store = store;
        this.events = events;
        this.key = key;
    }

    /**
     * Makes the checkpoints that are missing, and that of the newest block of each partition anew where it has grown.
     *
     * @param made asked of each whether it may be kept; where not, neither it is nor any after it in its partition
     */
    synchronized void advance(Predicate<Checkpoint> made) {
        for (TopicPartition partition : store.positions().keySet()) {
            advance(partition, made);
        }
    }

    private void advance(TopicPartition partition, Predicate<Checkpoint> made) {
        List<Checkpoint> newest = store.newestCheckpoints(partition, 2).stream()
                .map(Checkpoint::parse)
                .toList();
        Optional<Checkpoint> last = newest.stream().findFirst();
        // A newest block that has lost events to retention cannot be made anew; it stays as it was signed.
        boolean cut = last.filter(each -> !isWhole(each)).isPresent();
        Optional<Checkpoint> before = cut ? last : newest.stream().skip(1).findFirst();
        long from = last.map(each -> cut ? each.from() + Checkpoint.BLOCK : each.from())
                .orElse(0L);
        var builder =
                new Building(partition, CheckpointBuilder.of(partition.topic(), partition.partition(), before), made);
        // The newest block may have grown, so it is made from its beginning.
        store.events(place(partition, from), (place, event) -> {
            builder.add(Leaf.of(events.of(place, event)));
            return !builder.refused;
        });
        builder.finish(last);
    }

    /** Whether all events of a block are in the store. */
    boolean isWhole(Checkpoint block) {
        int[] count = {0};
        store.events(place(new TopicPartition(block.topic(), block.partition()), block.from()), (place, _) -> {
            if (place.offset() < block.to()) {
                count[0]++;
            }
            return place.offset() < block.to();
        });
        return count[0] == block.count();
    }

    /** Whether the events that a checkpoint covers are still those that it was made of. */
    boolean confirm(Checkpoint block) {
        List<Leaf> leaves = events(block).stream().map(Leaf::of).toList();
        return CheckpointBuilder.confirms(block, leaves);
    }

    /** The events of a block. */
    List<AuditEvent> events(Checkpoint block) {
        var found = new ArrayList<AuditEvent>();
        store.events(place(new TopicPartition(block.topic(), block.partition()), block.from()), (place, event) -> {
            if (place.offset() < block.to()) {
                found.add(events.of(place, event));
            }
            return place.offset() < block.to();
        });
        return found;
    }

    private static Coordinates place(TopicPartition partition, long offset) {
        return new Coordinates(partition.topic(), partition.partition(), offset);
    }

    /** One pass over a partition. */
    private final class Building {
        private final TopicPartition partition;
        private final Predicate<Checkpoint> made;
        private CheckpointBuilder builder;
        private boolean refused;

        Building(TopicPartition partition, CheckpointBuilder builder, Predicate<Checkpoint> made) {
            this.partition = partition;
            this.builder = builder;
            this.made = made;
        }

        void add(Leaf leaf) {
            if (!builder.takes(leaf.offset())) {
                Checkpoint whole = builder.build(key);
                keep(whole);
                if (refused) {
                    return;
                }
                builder = CheckpointBuilder.after(whole);
            }
            builder.add(leaf);
        }

        void finish(Optional<Checkpoint> last) {
            if (!refused && !builder.isEmpty()) {
                Checkpoint newest = builder.build(key);
                if (!last.equals(Optional.of(newest))) {
                    keep(newest);
                }
            }
        }

        private void keep(Checkpoint checkpoint) {
            refused = !made.test(checkpoint);
            if (!refused) {
                store.keepCheckpoint(
                        place(partition, checkpoint.from()), checkpoint.json().text());
            }
        }
    }
}
