package dev.migrationgate.audit;

import dev.migrationgate.audit.Finding.Kind;
import dev.migrationgate.audit.Finding.Place;
import java.util.List;
import java.util.Optional;

/** What a file of a given header has to go on with, line by line. */
final class ExportCheck {
    private final ExportHeader header;
    private final PublicKeys keys;
    private final EarlierExport earlier;
    private final Findings findings;
    private final ChainCheck chains;
    private int position = -1;
    private Optional<PartitionCheck> partition = Optional.empty();
    private long blocks;
    private long events;
    private boolean ended;

    ExportCheck(ExportHeader header, PublicKeys keys, EarlierExport earlier, Findings findings) {
        this.header = header;
        this.keys = keys;
        this.earlier = earlier;
        this.findings = findings;
        this.chains = new ChainCheck(findings);
        if (!keys.has(header.key())) {
            findings.add(Kind.KEY_UNKNOWN, "the header says that it is signed with another key");
        } else if (!header.isSignedBy(keys)) {
            findings.add(Kind.SIGNATURE_WRONG, "the key did not sign this header");
        }
        header.uncovered().forEach(each -> findings.add(Kind.EVENTS_UNCOVERED, each.place(), each.text()));
    }

    void line(ExportLine line) {
        if (ended) {
            findings.add(Kind.LINE_OUT_OF_PLACE, "it stands behind the end");
            return;
        }
        switch (line) {
            case ExportLine.Header _ -> findings.add(Kind.LINE_OUT_OF_PLACE, "a second header");
            case ExportLine.Block block -> block(block);
            case ExportLine.Event event -> event(event);
            case ExportLine.End end -> end(end);
        }
    }

    private void block(ExportLine.Block block) {
        blocks++;
        int found = positionOf(block.checkpoint());
        if (found < 0 || found < position) {
            findings.add(
                    Kind.LINE_OUT_OF_PLACE,
                    Place.of(block.checkpoint()),
                    "the header has no such partition, or has it before the one above");
            return;
        }
        moveTo(found);
        earlier.compare(block, findings);
        partition.ifPresent(it -> it.block(block));
    }

    private void event(ExportLine.Event line) {
        events++;
        AuditEvent event = line.event();
        Sha256 hash = event.hash();
        if (!hash.equals(line.hash())) {
            findings.add(Kind.EVENT_CHANGED, Place.of(event), "its hash is " + hash + ", not what stands beside it");
        }
        chains.event(line, hash);
        partition
                .flatMap(PartitionCheck::current)
                .filter(block -> block.isOf(event))
                .ifPresentOrElse(
                        block -> block.event(event, hash),
                        () -> findings.add(
                                Kind.EVENT_INSERTED, Place.of(event), "it does not belong to the block above"));
    }

    private void end(ExportLine.End end) {
        ended = true;
        moveTo(header.positions().size());
        if (end.blocks() != blocks || end.events() != events) {
            findings.add(
                    Kind.COUNTS_DIFFER,
                    "it ends with %d blocks and %d events; there are %d and %d"
                            .formatted(end.blocks(), end.events(), blocks, events));
        }
    }

    /** There are no more lines. */
    Verification close() {
        if (!ended) {
            findings.add(Kind.FILE_TRUNCATED, "the file ends before its last line");
            moveTo(header.positions().size());
        }
        earlier.close(header, findings);
        return new Verification(Optional.of(header), events, chains.deployments(), blocks, findings.count());
    }

    private int positionOf(Checkpoint checkpoint) {
        List<Position> positions = header.positions();
        for (int index = 0; index < positions.size(); index++) {
            if (positions.get(index).isOf(checkpoint.topic(), checkpoint.partition())) {
                return index;
            }
        }
        return -1;
    }

    /** Leaves the partition that is being followed, and passes those that have nothing here. */
    private void moveTo(int next) {
        while (position < next) {
            partition.ifPresent(PartitionCheck::close);
            position++;
            partition = position < header.positions().size()
                    ? Optional.of(
                            new PartitionCheck(header.positions().get(position), header.selection(), keys, findings))
                    : Optional.empty();
        }
    }
}
