package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import dev.migrationgate.audit.Finding.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the events below a block's line with its leaves. Keeps the leaves of this one block. */
final class BlockCheck {
    private final Checkpoint checkpoint;
    private final Selection selection;
    private final Findings findings;
    private final Map<Long, Leaf> leaves = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private long last = -1;

    BlockCheck(ExportLine.Block block, Selection selection, Findings findings) {
        this.checkpoint = block.checkpoint();
        this.selection = selection;
        this.findings = findings;
        block.leaves().forEach(leaf -> leaves.put(leaf.offset(), leaf));
    }

    boolean isOf(AuditEvent event) {
        return checkpoint.topic().equals(event.topic()) && checkpoint.partition() == event.partition();
    }

    void event(AuditEvent event, Sha256 hash) {
        Place place = Place.of(event);
        Leaf leaf = leaves.get(event.offset());
        if (leaf == null) {
            findings.add(Kind.EVENT_INSERTED, place, "no leaf of the block above has this offset");
        } else if (!seen.add(event.offset())) {
            findings.add(Kind.EVENT_INSERTED, place, "it is there a second time");
        } else if (!leaf.equals(Leaf.of(event, hash))) {
            findings.add(
                    Kind.EVENT_CHANGED, place, "it is not the event of the signed leaf, whose hash is " + leaf.hash());
        }
        if (event.offset() < last) {
            findings.add(Kind.EVENT_OUT_OF_ORDER, place, "it stands behind offset " + last);
        }
        if (!selection.includes(event)) {
            findings.add(Kind.EVENT_NOT_ASKED_FOR, place, "it lies outside of what the header asks for");
        }
        last = Math.max(last, event.offset());
    }

    /** There are no more events of this block. */
    void close() {
        for (long offset : new TreeSet<>(leaves.keySet())) {
            Leaf leaf = leaves.get(offset);
            if (leaf != null && selection.includes(leaf) && !seen.contains(offset)) {
                findings.add(
                        Kind.EVENT_REMOVED,
                        new Place(checkpoint.topic(), checkpoint.partition(), offset),
                        "a signed leaf says that there is an event with the hash " + leaf.hash());
            }
        }
    }
}
