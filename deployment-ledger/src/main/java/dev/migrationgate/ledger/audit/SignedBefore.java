package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/**
 * What was signed before the store was built: by another instance, or by this one before its disk was lost. Blocks whose events Kafka has
 * forgotten are taken over from there; all others have to come out the same, or somebody has changed what was recorded. Of one thread.
 */
final class SignedBefore {
    private final LedgerStore store;
    private final Blocks blocks;
    private final Supplier<Map<String, Checkpoint>> recorded;
    private Map<String, Checkpoint> checkpoints = Map.of();
    private boolean adopted;
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

    /** Takes over what the store cannot make itself. Reads the topic once. */
    void adopt() {
        if (adopted) {
            return;
        }
        checkpoints = recorded.get();
        Map<TopicPartition, List<Checkpoint>> byPartition = new HashMap<>();
        checkpoints
                .values()
                .forEach(each -> byPartition
                        .computeIfAbsent(new TopicPartition(each.topic(), each.partition()), _ -> new ArrayList<>())
                        .add(each));
        byPartition.forEach(this::adopt);
        adopted = true;
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

    /** Whether a checkpoint that was made is what was signed before, as far as that covers the same events. */
    boolean agrees(Checkpoint made) {
        Optional<Checkpoint> before = Optional.ofNullable(checkpoints.get(made.block()));
        boolean agrees = before.filter(each -> each.to() == made.to())
                .map(each -> each.digest().equals(made.digest()))
                .orElse(true);
        if (!agrees && difference.isEmpty()) {
            difference = Optional.of("the events of " + made.topic() + "/" + made.partition() + " from offset "
                    + made.from() + " to " + (made.to() - 1) + " are not those that were signed before");
        }
        return agrees;
    }
}
