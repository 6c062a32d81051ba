package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** However long an export is, what is held of it is not. Measured by what the garbage collector leaves, not by time. */
class FlatMemoryTest {
    private static final SigningKey KEY = SigningKey.draw();
    private static final int BLOCKS = 25;
    private static final int DEPLOYMENTS = 50;

    @Test
    void aWriterHoldsNoEventAndNoLeafThatItWrote() throws IOException {
        List<Checkpoint> checkpoints = checkpoints();
        List<WeakReference<Object>> written = new ArrayList<>();
        var writer = new ExportWriter(OutputStream.nullOutputStream(), header(checkpoints));
        for (Checkpoint checkpoint : checkpoints) {
            write(writer, checkpoint, written);
        }
        System.gc();
        long held = written.stream().filter(it -> it.get() != null).count();
        writer.end();

        assertThat(written).hasSize(BLOCKS * Checkpoint.BLOCK * 2);
        assertThat(held).isLessThan(3L * Checkpoint.BLOCK);
    }

    @Test
    void aVerifierHoldsOneBlock() throws IOException {
        List<Checkpoint> checkpoints = checkpoints();
        List<Finding> findings = new ArrayList<>();
        var file = new Growing(checkpoints);
        Verification verification =
                new ExportVerifier(PublicKeys.parse(List.of(KEY.publicPem())), findings::add).verify(file);

        assertThat(findings).isEmpty();
        assertThat(verification.events()).isEqualTo(BLOCKS * (long) Checkpoint.BLOCK);
        assertThat(verification.deployments()).isEqualTo(DEPLOYMENTS);
        assertThat(file.bytes).isGreaterThan(10_000_000);
        assertThat(file.used.getLast() - file.used.get(2)).isLessThan(2_000_000);
    }

    private static void write(ExportWriter writer, Checkpoint checkpoint, List<WeakReference<Object>> written)
            throws IOException {
        List<Leaf> leaves = events(checkpoint.from()).stream().map(Leaf::of).toList();
        leaves.forEach(leaf -> written.add(new WeakReference<>(leaf)));
        writer.block(checkpoint, leaves);
        for (AuditEvent event : events(checkpoint.from())) {
            written.add(new WeakReference<>(event));
            writer.event(event, List.of());
        }
    }

    private static ExportHeader header(List<Checkpoint> checkpoints) {
        return ExportHeader.of(Selection.ALL, Recorded.TIME, Recorded.positions(checkpoints), List.of(), KEY);
    }

    private static List<Checkpoint> checkpoints() {
        List<Checkpoint> made = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            var builder = CheckpointBuilder.of("t", 0, made.isEmpty() ? Optional.empty() : Optional.of(made.getLast()));
            events((long) block * Checkpoint.BLOCK).forEach(event -> builder.add(Leaf.of(event)));
            made.add(builder.build(KEY));
        }
        return made;
    }

    private static List<AuditEvent> events(long from) {
        return LongStream.range(from, from + Checkpoint.BLOCK)
                .mapToObj(FlatMemoryTest::event)
                .toList();
    }

    private static AuditEvent event(long offset) {
        return new AuditEvent(
                "t",
                0,
                offset,
                offset,
                Optional.empty(),
                Map.of(),
                "type",
                Optional.of("deployment-" + offset % DEPLOYMENTS),
                Optional.empty(),
                CanonicalJson.parse("{}"));
    }

    /** A file that is made block by block while it is read; notes the used memory before each. */
    private static final class Growing extends InputStream {
        private final List<Checkpoint> checkpoints;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final List<Long> used = new ArrayList<>();
        private final Sha256[] links =
                IntStream.range(0, DEPLOYMENTS).mapToObj(_ -> Sha256.ZERO).toArray(Sha256[]::new);
        private final ExportHeader header;
        private long bytes;
        private int next = -1;
        private ByteArrayInputStream part = new ByteArrayInputStream(new byte[0]);

        Growing(List<Checkpoint> checkpoints) {
            this.checkpoints = checkpoints;
            this.header = header(checkpoints);
        }

        @Override
        public int read() {
            return more() ? part.read() : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return more() ? part.read(buffer, offset, length) : -1;
        }

        private boolean more() {
            if (part.available() == 0 && next <= BLOCKS) {
                part = nextPart();
            }
            return part.available() > 0;
        }

        private ByteArrayInputStream nextPart() {
            out.reset();
            if (next < 0) {
                add(new ExportLine.Header(header));
            } else if (next < BLOCKS) {
                block(checkpoints.get(next));
            } else {
                add(new ExportLine.End(BLOCKS, BLOCKS * (long) Checkpoint.BLOCK));
            }
            next++;
            bytes += out.size();
            System.gc();
            used.add(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            return new ByteArrayInputStream(out.toByteArray());
        }

        private void block(Checkpoint checkpoint) {
            List<AuditEvent> events = events(checkpoint.from());
            add(new ExportLine.Block(checkpoint, events.stream().map(Leaf::of).toList()));
            for (AuditEvent event : events) {
                int deployment = (int) (event.offset() % DEPLOYMENTS);
                links[deployment] = Chain.next(links[deployment], event.hash());
                add(new ExportLine.Event(event, event.hash(), Optional.of(links[deployment])));
            }
        }

        private void add(ExportLine line) {
            out.writeBytes((line.fields().text() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
