package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.ExportHeader;
import dev.migrationgate.audit.ExportWriter;
import dev.migrationgate.audit.Leaf;
import dev.migrationgate.audit.Position;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.Sha256;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.audit.Uncovered;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Writes what was recorded, with its proof. What is in memory is one block, whatever the export's length. */
public final class Exports {
    private final LedgerStore store;
    private final AuditEvents events;
    private final Blocks blocks;
    private final Signing signing;
    private final SigningKey key;
    private final InstantSource clock;

    Exports(
            LedgerStore store,
            AuditEvents events,
            Blocks blocks,
            Signing signing,
            SigningKey key,
            InstantSource clock) {
        this.store = store;
        this.events = events;
        this.blocks = blocks;
        this.signing = signing;
        this.key = key;
        this.clock = clock;
    }

    /**
     * Writes an export of what is recorded now.
     *
     * @throws ExportRefusedException there can be none now; nothing is written then
     * @throws IOException it cannot be written
     */
    public void write(Selection selection, OutputStream out) throws IOException {
        signing.advanceForExport();
        List<Extent> extents = extents();
        List<Position> positions = extents.stream().map(Extent::position).toList();
        List<Uncovered> uncovered = new UncoveredEvents(store, events, selection).beside(extents);
        var writer = new ExportWriter(out, ExportHeader.of(selection, clock.millis(), positions, uncovered, key));
        var contents = new Contents(selection, extents);
        for (Extent extent : extents) {
            write(writer, contents, extent);
        }
        writer.end();
    }

    /** A partition's first and last checkpoint: the last one may be replaced while the export is written. */
    record Extent(Checkpoint first, Checkpoint last) {
        Position position() {
            return Position.of(first, last);
        }

        boolean isOf(TopicPartition partition) {
            return partition.topic().equals(last.topic()) && partition.partition() == last.partition();
        }

        /** Whether what is at a place is in the export, if it was asked for: more may have come since. */
        boolean holds(Coordinates place) {
            return place.topic().equals(last.topic())
                    && place.partition() == last.partition()
                    && place.offset() >= first.from()
                    && place.offset() < last.to();
        }
    }

    /** What is in an export. */
    private record Contents(Selection selection, List<Extent> extents) {
        boolean hold(Coordinates place) {
            return extents.stream().anyMatch(each -> each.holds(place));
        }
    }

    /** In the order of the topic table and of partitions. */
    private List<Extent> extents() {
        return store.positions().keySet().stream()
                .sorted(Comparator.comparing(each -> new Coordinates(each.topic(), each.partition(), 0)))
                .flatMap(each -> extent(each).stream())
                .toList();
    }

    private Optional<Extent> extent(TopicPartition partition) {
        Optional<Checkpoint> last =
                store.newestCheckpoints(partition, 1).stream().findFirst().map(Checkpoint::parse);
        return last.flatMap(each -> first(partition, each).map(first -> new Extent(first, each)));
    }

    /** The first whole block: of one that retention cut into, the leaves are not there any more. */
    private Optional<Checkpoint> first(TopicPartition partition, Checkpoint last) {
        var first = new ArrayList<Checkpoint>();
        store.checkpoints(partition, text -> {
            Checkpoint next = Checkpoint.parse(text);
            // Read later than the last one, the first may be the same and longer.
            Checkpoint each = next.from() == last.from() ? last : next;
            if (blocks.isWhole(each)) {
                first.add(each);
            }
            return first.isEmpty();
        });
        return first.stream().findFirst();
    }

    private void write(ExportWriter writer, Contents contents, Extent extent) {
        Checkpoint last = extent.last();
        store.checkpoints(new TopicPartition(last.topic(), last.partition()), text -> {
            Checkpoint checkpoint = Checkpoint.parse(text);
            if (checkpoint.from() < extent.first().from()) {
                return true;
            }
            boolean isLast = checkpoint.from() == last.from();
            try {
                write(writer, contents, isLast ? last : checkpoint);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return !isLast;
        });
    }

    private void write(ExportWriter writer, Contents contents, Checkpoint checkpoint) throws IOException {
        Selection selection = contents.selection();
        if (!selection.touches(checkpoint)) {
            writer.passed(checkpoint);
            return;
        }
        List<AuditEvent> found = blocks.events(checkpoint);
        writer.block(checkpoint, found.stream().map(Leaf::of).toList());
        for (AuditEvent event : found) {
            if (selection.includes(event)) {
                writer.event(event, before(event, contents));
            }
        }
    }

    /** The hashes of the deployment's events that stand above. */
    private List<Sha256> before(AuditEvent event, Contents contents) {
        var place = new Coordinates(event.topic(), event.partition(), event.offset());
        return event.deploymentId().stream()
                .flatMap(id -> store.history(id).facts().stream())
                .map(Recorded::place)
                .filter(each -> each.compareTo(place) < 0 && contents.hold(each))
                .flatMap(each -> store.event(each).map(stored -> events.of(each, stored)).stream())
                .filter(contents.selection()::includes)
                .map(AuditEvent::hash)
                .toList();
    }
}
