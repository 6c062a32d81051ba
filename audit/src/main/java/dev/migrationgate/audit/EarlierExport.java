package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import dev.migrationgate.audit.Finding.Place;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The checkpoints of an export that somebody kept: a ledger that tells another history since then cannot agree with them. Keeps one
 * checkpoint for each block. To be used once.
 */
public final class EarlierExport {
    private final Map<String, Checkpoint> blocks = new HashMap<>();
    private List<Position> positions = List.of();

    private EarlierExport() {}

    /** None: there is nothing to compare with. */
    public static EarlierExport none() {
        return new EarlierExport();
    }

    /**
     * Reads an export. It is not verified: who kept it knows it.
     *
     * @throws IOException the stream cannot be read
     * @throws IllegalArgumentException it is no export, or damaged
     */
    public static EarlierExport read(InputStream in) throws IOException {
        var earlier = new EarlierExport();
        var lines = new Lines(in);
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            switch (ExportLine.parse(line.get().text())) {
                case ExportLine.Header(var header) -> earlier.positions = header.positions();
                case ExportLine.Block(var checkpoint, var _) -> earlier.blocks.put(checkpoint.block(), checkpoint);
                case ExportLine.Event _, ExportLine.End _ -> {}
            }
        }
        if (earlier.positions.isEmpty()) {
            throw new IllegalArgumentException("not an export, or one of a ledger that had nothing");
        }
        return earlier;
    }

    /** Compares a block with what it was; of one that has grown since, the leaves, where they are there. */
    void compare(ExportLine.Block now, Findings findings) {
        Checkpoint then = blocks.remove(now.checkpoint().block());
        if (then != null && !then.digest().equals(now.checkpoint().digest()) && !hasGrown(then, now)) {
            findings.add(
                    Kind.HISTORY_DIFFERS,
                    Place.of(now.checkpoint()),
                    "the earlier export has another history of this block");
        }
    }

    /** There are no more blocks. What lies before an export's beginning is forgotten, not denied. */
    void close(ExportHeader now, Findings findings) {
        for (Position then : positions) {
            Optional<Position> known = now.positions().stream()
                    .filter(it -> it.isOf(then.topic(), then.partition()))
                    .findFirst();
            if (known.filter(it -> it.to() >= then.to()).isEmpty()) {
                findings.add(
                        Kind.HISTORY_DIFFERS,
                        new Place(then.topic(), then.partition(), then.to() - 1),
                        "the earlier export reaches farther");
            }
            known.ifPresent(it -> unseen(it, findings));
        }
    }

    private void unseen(Position now, Findings findings) {
        blocks.values().stream()
                .filter(then -> now.isOf(then.topic(), then.partition()) && then.from() >= now.from())
                .forEach(then ->
                        findings.add(Kind.HISTORY_DIFFERS, Place.of(then), "the earlier export has a block here"));
    }

    private boolean hasGrown(Checkpoint then, ExportLine.Block now) {
        Checkpoint grown = now.checkpoint();
        boolean wasNewest =
                positions.stream().anyMatch(it -> it.isOf(then.topic(), then.partition()) && it.to() == then.to());
        if (!wasNewest || grown.to() <= then.to() || !grown.previous().equals(then.previous())) {
            return false;
        }
        return now.leaves().isEmpty() || beginsWith(then, now.leaves());
    }

    private static boolean beginsWith(Checkpoint then, List<Leaf> leaves) {
        return CheckpointBuilder.confirms(
                then, leaves.stream().filter(leaf -> leaf.offset() < then.to()).toList());
    }
}
