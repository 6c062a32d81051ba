package dev.migrationgate.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A ledger's memory, and how it makes checkpoints and exports of it: what the real one does, without Kafka. */
final class Recorded {
    static final List<String> TOPICS = List.of("requested", "started", "deployed");
    static final long TIME = 1_800_000_000_000L;

    private static final Comparator<Partition> ORDER = Comparator.comparingInt(
                    (Partition it) -> TOPICS.indexOf(it.topic()))
            .thenComparingInt(Partition::number);

    private record Partition(String topic, int number) {}

    private final NavigableMap<Partition, NavigableMap<Long, AuditEvent>> events = new TreeMap<>(ORDER);

    Recorded(List<AuditEvent> arrived) {
        arrived.forEach(
                event -> events.computeIfAbsent(new Partition(event.topic(), event.partition()), _ -> new TreeMap<>())
                        .put(event.offset(), event));
    }

    /** The last checkpoint of each block, in the order of an export. */
    List<Checkpoint> checkpoints(SigningKey key) {
        List<Checkpoint> all = new ArrayList<>();
        events.forEach((partition, byOffset) -> all.addAll(checkpoints(partition, byOffset, key)));
        return all;
    }

    private static List<Checkpoint> checkpoints(
            Partition partition, NavigableMap<Long, AuditEvent> byOffset, SigningKey key) {
        List<Checkpoint> made = new ArrayList<>();
        var builder = CheckpointBuilder.first(partition.topic(), partition.number());
        for (AuditEvent event : byOffset.values()) {
            if (!builder.takes(event.offset())) {
                made.add(builder.build(key));
                builder = CheckpointBuilder.of(partition.topic(), partition.number(), Optional.of(made.getLast()));
            }
            builder.add(Leaf.of(event));
        }
        made.add(builder.build(key));
        return made;
    }

    /** An export's lines. */
    List<String> export(Selection selection, SigningKey key) {
        return export(selection, key, checkpoints(key));
    }

    List<String> export(Selection selection, SigningKey key, List<Checkpoint> checkpoints) {
        var out = new ByteArrayOutputStream();
        try {
            write(selection, key, checkpoints, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void write(Selection selection, SigningKey key, List<Checkpoint> checkpoints, ByteArrayOutputStream out)
            throws IOException {
        var writer = new ExportWriter(out, ExportHeader.of(selection, TIME, positions(checkpoints), List.of(), key));
        Map<String, List<Sha256>> chains = new HashMap<>();
        for (Checkpoint checkpoint : checkpoints) {
            List<AuditEvent> block = List.copyOf(block(checkpoint));
            if (!selection.touches(checkpoint)) {
                writer.passed(checkpoint);
                continue;
            }
            writer.block(checkpoint, block.stream().map(Leaf::of).toList());
            for (AuditEvent event : block) {
                if (selection.includes(event)) {
                    List<Sha256> before =
                            chains.computeIfAbsent(event.deploymentId().orElse("none"), _ -> new ArrayList<>());
                    writer.event(event, before);
                    before.add(event.hash());
                }
            }
        }
        writer.end();
    }

    private Collection<AuditEvent> block(Checkpoint checkpoint) {
        return events.getOrDefault(new Partition(checkpoint.topic(), checkpoint.partition()), new TreeMap<>())
                .subMap(checkpoint.from(), checkpoint.to())
                .values();
    }

    static List<Position> positions(List<Checkpoint> checkpoints) {
        List<Position> positions = new ArrayList<>();
        for (int first = 0; first < checkpoints.size(); ) {
            int last = first;
            while (last + 1 < checkpoints.size() && isOfOne(checkpoints.get(first), checkpoints.get(last + 1))) {
                last++;
            }
            positions.add(Position.of(checkpoints.get(first), checkpoints.get(last)));
            first = last + 1;
        }
        return positions;
    }

    private static boolean isOfOne(Checkpoint one, Checkpoint other) {
        return one.topic().equals(other.topic()) && one.partition() == other.partition();
    }
}
