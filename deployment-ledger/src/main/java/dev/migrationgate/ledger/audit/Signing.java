package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.ledger.audit.ExportRefusedException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one way to new checkpoints, for exports too: each is compared with what was signed before, then kept, and then waits to be written to the
 * topic. Safe for several threads.
 */
final class Signing {
    private final Supplier<Optional<String>> reading;
    private final Blocks blocks;
    private final SignedBefore before;
    /** Of each block the newest that is not in the topic yet. */
    private final Map<String, Checkpoint> unwritten = new LinkedHashMap<>();

    private volatile boolean adopted;

    /** With what says that not all is read yet. */
    Signing(Supplier<Optional<String>> reading, Blocks blocks, SignedBefore before) {
        this.reading = reading;
        this.blocks = blocks;
        this.before = before;
    }

    /**
     * Takes over what was signed before, once everything is read. What the topic lacks of what is kept waits to be written: it was made
     * while Kafka was away.
     *
     * @throws org.apache.kafka.common.KafkaException it cannot be read now
     */
    synchronized void adopt() {
        if (!adopted && reading.get().isEmpty()) {
            before.adopt().forEach(each -> unwritten.put(each.block(), each));
            adopted = true;
        }
    }

    /** Makes the checkpoints that are missing; where something is not as it was signed, none. Adopt comes first. */
    synchronized void advance() {
        blocks.advance(made -> {
            boolean agrees = before.agrees(made);
            if (agrees && !before.reaches(made)) {
                unwritten.put(made.block(), made);
            }
            return agrees;
        });
    }

    /**
     * Makes the checkpoints that are missing, for an export.
     *
     * @throws ExportRefusedException it is too early for it, or what is recorded is not what was signed before
     */
    void advanceForExport() {
        // Without the lock: adopting has it while it waits for Kafka.
        if (!adopted) {
            throw new ExportRefusedException(
                    Reason.REBUILDING, reading.get().orElse("what was signed before is not read yet"));
        }
        advance();
        before.difference().ifPresent(difference -> {
            throw new ExportRefusedException(Reason.HISTORY_DIFFERS, difference);
        });
    }

    /** What is not as it was signed; empty: nothing that is known. */
    Optional<String> difference() {
        return before.difference();
    }

    /** What is to be written to the topic. */
    synchronized List<Checkpoint> unwritten() {
        return List.copyOf(unwritten.values());
    }

    /** Says that one is in the topic now. */
    synchronized void written(Checkpoint checkpoint) {
        // A newer one of the same block may have come meanwhile; that one still waits.
        unwritten.remove(checkpoint.block(), checkpoint);
    }
}
