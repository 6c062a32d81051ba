package dev.migrationgate.audit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes an export as JSON lines: the header, then partition by partition, in the header's order, each block and under it those of its
 * events that were asked for, by offset. Keeps nothing of what it wrote but one checkpoint. Not safe for several threads; does not buffer, nor
 * close the stream.
 */
public final class ExportWriter {
    private final OutputStream out;
    private final ExportHeader header;
    private int position = -1;
    private Optional<Checkpoint> block = Optional.empty();
    private long next;
    private long blocks;
    private long events;

    /** Begins with the header. */
    public ExportWriter(OutputStream out, ExportHeader header) throws IOException {
        this.out = out;
        this.header = header;
        write(new ExportLine.Header(header));
    }

    /**
     * Adds a block that may have events that were asked for ({@link Selection#touches}).
     *
     * @param checkpoint its last one; of a partition's newest block, over everything that the header's position covers
     * @param leaves of all its events, by offset
     * @throws IllegalStateException it does not come next
     */
    public void block(Checkpoint checkpoint, List<Leaf> leaves) throws IOException {
        if (leaves.size() != checkpoint.count()) {
            throw new IllegalStateException(
                    "the block " + checkpoint.block() + " has " + checkpoint.count() + " leaves, not " + leaves.size());
        }
        add(checkpoint, leaves);
    }

    /**
     * Adds a block whose events were not asked for: its checkpoint alone.
     *
     * @throws IllegalStateException it does not come next, or may have events that were asked for
     */
    public void passed(Checkpoint checkpoint) throws IOException {
        if (header.selection().touches(checkpoint)) {
            throw new IllegalStateException("the block " + checkpoint.block() + " cannot do without its leaves");
        }
        add(checkpoint, List.of());
    }

    /**
     * Adds an event of the last block.
     *
     * @param before the hashes of its deployment's events that stand above in this export, in their order; of no use where it has no deployment
     * @throws IllegalStateException it does not come next, or was not asked for
     */
    public void event(AuditEvent event, List<Sha256> before) throws IOException {
        if (!header.selection().includes(event)) {
            throw new IllegalStateException("nobody asked for the event at offset " + event.offset());
        }
        boolean fits = block.filter(it -> it.topic().equals(event.topic()) && it.partition() == event.partition())
                .filter(it -> event.offset() >= next && event.offset() < it.to())
                .isPresent();
        if (!fits) {
            throw new IllegalStateException("the event at offset " + event.offset() + " of " + event.topic() + "/"
                    + event.partition() + " does not come next");
        }
        Sha256 hash = event.hash();
        Optional<Sha256> chain = event.deploymentId().map(id -> Chain.next(Chain.of(before), hash));
        write(new ExportLine.Event(event, hash, chain));
        next = event.offset() + 1;
        events++;
    }

    /**
     * Ends the export, and flushes.
     *
     * @throws IllegalStateException blocks are missing
     */
    public void end() throws IOException {
        if (position != header.positions().size() - 1 || !isComplete()) {
            throw new IllegalStateException("there are more blocks than were written");
        }
        write(new ExportLine.End(blocks, events));
        out.flush();
    }

    private void add(Checkpoint checkpoint, List<Leaf> leaves) throws IOException {
        boolean same = block.filter(it -> it.topic().equals(checkpoint.topic()))
                .filter(it -> it.partition() == checkpoint.partition())
                .isPresent();
        boolean fits = same
                ? block.filter(it -> checkpoint.previous().equals(it.digest())).isPresent()
                : isComplete() && isFirst(checkpoint);
        if (!fits) {
            throw new IllegalStateException("the block " + checkpoint.block() + " does not come next");
        }
        position += same ? 0 : 1;
        block = Optional.of(checkpoint);
        next = checkpoint.from();
        blocks++;
        write(new ExportLine.Block(checkpoint, leaves));
    }

    /** Whether the partition of the last block has no more. */
    private boolean isComplete() {
        return position < 0
                || block.filter(it -> it.digest()
                                .equals(header.positions().get(position).last()))
                        .isPresent();
    }

    private boolean isFirst(Checkpoint checkpoint) {
        if (position + 1 >= header.positions().size()) {
            return false;
        }
        Position first = header.positions().get(position + 1);
        return first.isOf(checkpoint.topic(), checkpoint.partition()) && first.from() == checkpoint.from();
    }

    private void write(ExportLine line) throws IOException {
        out.write((line.fields().text() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
