package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import dev.migrationgate.audit.Finding.Place;
import java.util.Optional;

/** Follows the blocks of one partition, from its first to the last one that the header names. */
final class PartitionCheck {
    private final Position position;
    private final Selection selection;
    private final PublicKeys keys;
    private final Findings findings;
    private Optional<Checkpoint> last = Optional.empty();
    private Optional<BlockCheck> block = Optional.empty();

    PartitionCheck(Position position, Selection selection, PublicKeys keys, Findings findings) {
        this.position = position;
        this.selection = selection;
        this.keys = keys;
        this.findings = findings;
    }

    void block(ExportLine.Block line) {
        block.ifPresent(BlockCheck::close);
        Checkpoint checkpoint = line.checkpoint();
        signature(checkpoint);
        leaves(line);
        place(checkpoint);
        last = Optional.of(checkpoint);
        block = Optional.of(new BlockCheck(line, selection, findings));
    }

    Optional<BlockCheck> current() {
        return block;
    }

    /** There are no more blocks of this partition. */
    void close() {
        block.ifPresent(BlockCheck::close);
        if (last.isEmpty()) {
            missing(position.from(), "no block of this partition is there");
        } else if (last.filter(it -> it.digest().equals(position.last()) && it.to() == position.to())
                .isEmpty()) {
            missing(position.to() - 1, "the last block is not the one that the header names");
        }
    }

    private void signature(Checkpoint checkpoint) {
        if (!keys.has(checkpoint.key())) {
            findings.add(
                    Kind.KEY_UNKNOWN, Place.of(checkpoint), "the checkpoint says that it is signed with another key");
        } else if (!checkpoint.isSignedBy(keys)) {
            findings.add(Kind.SIGNATURE_WRONG, Place.of(checkpoint), "the key did not sign this checkpoint");
        }
    }

    private void leaves(ExportLine.Block line) {
        Checkpoint checkpoint = line.checkpoint();
        if (line.leaves().isEmpty()) {
            if (selection.touches(checkpoint)) {
                findings.add(
                        Kind.LEAVES_DIFFER,
                        Place.of(checkpoint),
                        "the block may have events that were asked for, and has no leaves");
            }
        } else if (!isMadeOf(line)) {
            findings.add(Kind.LEAVES_DIFFER, Place.of(checkpoint), "the leaves are not those of the signed checkpoint");
        }
    }

    private static boolean isMadeOf(ExportLine.Block line) {
        Checkpoint checkpoint = line.checkpoint();
        try {
            CheckpointBuilder builder = CheckpointBuilder.again(checkpoint);
            line.leaves().forEach(builder::add);
            return builder.unsigned().digest().equals(checkpoint.digest());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void place(Checkpoint checkpoint) {
        Place place = Place.of(checkpoint);
        if (last.isPresent()) {
            if (!checkpoint.previous().equals(last.get().digest())) {
                findings.add(
                        Kind.BLOCK_MISSING,
                        place,
                        "the block before it is not the one above: one was removed, moved or replaced");
            }
        } else if (checkpoint.from() != position.from()) {
            missing(position.from(), "the partition's first block is not there");
        } else if (checkpoint.from() == 0 && !checkpoint.previous().equals(Sha256.ZERO)) {
            findings.add(Kind.BLOCK_MISSING, place, "there is no block before the first one");
        }
    }

    private void missing(long offset, String message) {
        findings.add(Kind.BLOCK_MISSING, new Place(position.topic(), position.partition(), offset), message);
    }
}
