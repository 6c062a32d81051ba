package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Makes the checkpoints of one block from its leaves, in the order of their offsets. Keeps a few digests, not the leaves. Not safe for several
 * threads.
 */
public final class CheckpointBuilder {
    private final String topic;
    private final int partition;
    private final Sha256 previous;
    private final long after;
    private final MerkleTree tree = new MerkleTree();
    private long from = -1;
    private long to;
    private int count;
    private long oldest = Long.MAX_VALUE;
    private long newest = Long.MIN_VALUE;

    private CheckpointBuilder(String topic, int partition, Sha256 previous, long after) {
        this.topic = topic;
        this.partition = partition;
        this.previous = previous;
        this.after = after;
    }

    /** For the first block of a partition that has events, or the first that this installation ever made a checkpoint of. */
    public static CheckpointBuilder first(String topic, int partition) {
        return new CheckpointBuilder(topic, partition, Sha256.ZERO, 0);
    }

    /** For the next block that has events after a block whose last checkpoint this is. */
    public static CheckpointBuilder after(Checkpoint previous) {
        return new CheckpointBuilder(
                previous.topic(), previous.partition(), previous.digest(), previous.from() + Checkpoint.BLOCK);
    }

    /**
     * The same as {@link #first} or {@link #after}.
     *
     * @param previous the last checkpoint of the block before, of the same partition; empty: there is none
     */
    public static CheckpointBuilder of(String topic, int partition, Optional<Checkpoint> previous) {
        return previous.map(CheckpointBuilder::after).orElseGet(() -> first(topic, partition));
    }

    /**
     * Whether a checkpoint was made of exactly these.
     *
     * @param leaves of its block, by offset
     */
    public static boolean confirms(Checkpoint checkpoint, List<Leaf> leaves) {
        CheckpointBuilder builder = again(checkpoint);
        try {
            leaves.forEach(builder::add);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return !builder.isEmpty() && builder.unsigned().digest().equals(checkpoint.digest());
    }

    /** For the block of a checkpoint once more. */
    static CheckpointBuilder again(Checkpoint checkpoint) {
        return new CheckpointBuilder(
                checkpoint.topic(), checkpoint.partition(), checkpoint.previous(), checkpoint.from());
    }

    /** Whether an event of that offset belongs into this block; the first one decides which block it is. */
    public boolean takes(long offset) {
        return from < 0 ? offset >= after : offset >= to && offset < from + Checkpoint.BLOCK;
    }

    /**
     * Adds the next event.
     *
     * @return this
     * @throws IllegalArgumentException it is not behind the one before, or in another block
     */
    public CheckpointBuilder add(Leaf leaf) {
        if (!takes(leaf.offset())) {
            throw new IllegalArgumentException(
                    "offset " + leaf.offset() + " of " + topic + "/" + partition + " is not this block's next");
        }
        if (from < 0) {
            from = Checkpoint.blockOf(leaf.offset());
        }
        tree.add(leaf.json().text().getBytes(StandardCharsets.UTF_8));
        to = leaf.offset() + 1;
        count++;
        oldest = Math.min(oldest, leaf.timestamp());
        newest = Math.max(newest, leaf.timestamp());
        return this;
    }

    /** Whether nothing was added yet. */
    public boolean isEmpty() {
        return count == 0;
    }

    /**
     * The checkpoint over what was added so far; more may be added, and another made.
     *
     * @throws IllegalStateException nothing was added
     */
    public Checkpoint build(SigningKey signer) {
        return unsigned().sign(signer);
    }

    Checkpoint unsigned() {
        if (isEmpty()) {
            throw new IllegalStateException("a block without events has no checkpoint");
        }
        return new Checkpoint(topic, partition, from, to, count, oldest, newest, tree.root(), previous, "", "");
    }
}
