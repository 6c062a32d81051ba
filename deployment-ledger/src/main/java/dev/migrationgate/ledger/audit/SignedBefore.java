package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What was signed before the store was built: by another instance, or by this one before its disk was lost. Blocks whose events Kafka has
 * forgotten are taken over from there; all others have to come out the same, or somebody has changed what was recorded. One thread at a time.
 */
final class SignedBefore {
    private final LedgerStore store;
    private final Blocks blocks;
    private final Supplier<Map<String, Checkpoint>> recorded;
    private Map<String, Checkpoint> checkpoints = Map.of();
    private final Set<TopicPartition> differing = new HashSet<>();
    private volatile Optional<String> difference = Optional.empty();

    SignedBefore(LedgerStore store, Blocks blocks, Supplier<Map<String, Checkpoint>> recorded) {
        this.store = store;
        this.blocks = blocks;
        this.recorded = recorded;
    }

    /** What is not as it was signed; empty: nothing that is known. */
    Optional<String> difference() {
        return difference;
    }

    /**
     * Takes over what the store cannot make itself, and compares what it has made. Reads the topic.
     *
     * @return what the store has and the topic lacks
     */
    List<Checkpoint> adopt() {
        checkpoints = recorded.get();
        Map<TopicPartition, List<Checkpoint>> byPartition = new HashMap<>();
        checkpoints
                .values()
                .forEach(each -> byPartition
                        .computeIfAbsent(new TopicPartition(each.topic(), each.partition()), _ -> new ArrayList<>())
                        .add(each));
        byPartition.forEach(this::adopt);
        var lacking = new ArrayList<Checkpoint>();
        for (TopicPartition partition : store.positions().keySet()) {
            store.checkpoints(partition, text -> {
                Checkpoint kept = Checkpoint.parse(text);
                if (!reaches(kept) && agrees(kept)) {
                    lacking.add(kept);
                }
                return true;
            });
        }
        return lacking;
    }

    private void adopt(TopicPartition partition, List<Checkpoint> signed) {
        if (!store.newestCheckpoints(partition, 1).isEmpty()) {
            return;
        }
        long first = first(partition);
        signed.stream()
                .sorted(Comparator.comparingLong(Checkpoint::from))
                .filter(each -> isForgotten(each, first))
                .forEach(each -> store.keepCheckpoint(
                        new Coordinates(each.topic(), each.partition(), each.from()),
                        each.json().text()));
    }

    /** Whether a block has events before the first one that is there: gaps are no sign of it, the count is. */
    private boolean isForgotten(Checkpoint block, long first) {
        return first >= block.to() || (first > block.from() && !blocks.isWhole(block));
    }

    private long first(TopicPartition partition) {
        long[] found = {Long.MAX_VALUE};
        store.events(new Coordinates(partition.topic(), partition.partition(), 0), (place, _) -> {
            found[0] = place.offset();
            return false;
        });
        return found[0];
    }

    /**
     * Whether the topic has one of the same block that covers the same and more. So it is with what another instance has read and this one
     * not yet.
     */
    boolean reaches(Checkpoint made) {
        Checkpoint then = checkpoints.get(made.block());
        return then != null && (then.to() > made.to() || then.digest().equals(made.digest()));
    }

    /** Whether a checkpoint that was made goes on with what was signed before: of a block that has grown, its beginning. */
    boolean agrees(Checkpoint made) {
        var partition = new TopicPartition(made.topic(), made.partition());
        Checkpoint then = checkpoints.get(made.block());
        // What comes behind a difference would be linked to it.
        if (differing.contains(partition)) {
            return false;
        }
        if (then == null || goesOn(then, made)) {
            return true;
        }
        differing.add(partition);
        if (difference.isEmpty()) {
            difference = Optional.of("the events of " + made.topic() + "/" + made.partition() + " from offset "
                    + then.from() + " to " + (then.to() - 1) + " are not those that were signed before");
        }
        return false;
    }

    private boolean goesOn(Checkpoint then, Checkpoint made) {
        if (then.digest().equals(made.digest())) {
            return true;
        }
        if (!then.previous().equals(made.previous())) {
            return false;
        }
        // More may have been read since that one was made, so not it is compared, but what is in the store now.
        long read = store.positions().getOrDefault(new TopicPartition(made.topic(), made.partition()), 0L);
        return read < then.to() || blocks.confirm(then);
    }
}
