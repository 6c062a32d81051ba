package dev.migrationgate.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.ExportVerifier;
import dev.migrationgate.audit.Finding;
import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.audit.Uncovered;
import dev.migrationgate.audit.Verification;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final String CART = "acme/retail/production/shop/cart";
    private static final SigningKey KEY = SigningKey.draw();

    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;
    private RecordedEvents events;
    private Blocks blocks;
    private Exports exports;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
        events = new RecordedEvents(store);
        var audited = new AuditEvents(new Subjects(events.codec()));
        blocks = new Blocks(store, audited, KEY);
        var signing = new Signing(Optional::empty, blocks, new SignedBefore(store, blocks, Map::of));
        signing.adopt();
        exports = new Exports(store, audited, blocks, signing, KEY, () -> RecordedEvents.START);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anExportIsProvenByItselfAndThePublicKey() throws IOException {
        fill();

        Verification all = verified(export(Selection.ALL));
        Verification orders = verified(export(of(ORDERS)));
        Verification cart = verified(export(of(CART)));

        assertThat(all.isProven()).isTrue();
        assertThat(all.events()).isEqualTo(9);
        assertThat(all.deployments()).isEqualTo(3);
        assertThat(orders.isProven()).isTrue();
        assertThat(orders.events()).as("with the command to cancel").isEqualTo(6);
        assertThat(cart.isProven()).isTrue();
        assertThat(cart.events()).isEqualTo(2);
    }

    @Test
    void whatWasTakenOutOrChangedIsFound() throws IOException {
        fill();
        String export = export(Selection.ALL);
        List<String> lines = new ArrayList<>(export.lines().toList());
        String cancel = lines.stream()
                .filter(line -> line.contains("\"wrong\""))
                .findFirst()
                .orElseThrow();

        assertThat(verified(export.replace("\"wrong\"", "\"right\"")).isProven())
                .isFalse();
        lines.remove(cancel);
        assertThat(verified(String.join("\n", lines) + "\n").isProven()).isFalse();
    }

    @Test
    void aBlockIsSignedAnewAsItGrowsAndThenLeftAlone() {
        IntStream.range(0, 1_000).forEach(i -> events.requested("d%07d".formatted(i), ORDERS, "lane"));
        List<Checkpoint> first = advance();
        IntStream.range(1_000, 1_100).forEach(i -> events.requested("d%07d".formatted(i), ORDERS, "lane"));
        List<Checkpoint> second = advance();

        assertThat(first).extracting(Checkpoint::to).containsExactly(1_000L);
        assertThat(second).extracting(Checkpoint::to).containsExactly(1_024L, 1_100L);
        assertThat(second.getLast().previous()).isEqualTo(second.getFirst().digest());
        assertThat(advance()).isEmpty();
    }

    @Test
    void anotherLedgerMakesTheSameCheckpoints(@TempDir Path other) {
        fill();
        List<Checkpoint> ours = advance();
        try (LedgerStore second = LedgerStore.open(other)) {
            var same = new RecordedEvents(second);
            same.requested("one", ORDERS, "lane");
            same.started("one");
            same.passed("one", ORDERS, "lane");
            same.deployed("one");
            same.requested("two", ORDERS, "lane");
            same.cancelAsked("two");
            same.unreadable();
            same.requested("three", CART, "lane");
            same.started("three");
            var theirs = new ArrayList<Checkpoint>();
            new Blocks(second, new AuditEvents(new Subjects(same.codec())), KEY).advance(theirs::add);

            assertThat(theirs).containsExactlyInAnyOrderElementsOf(ours);
        }
    }

    @Test
    void aLimitOfTimeIsProvenToo() throws IOException {
        fill();
        long half = RecordedEvents.START.plusSeconds(5).toEpochMilli();

        Verification late =
                verified(export(new Selection(OptionalLong.of(half), OptionalLong.empty(), Optional.empty())));

        assertThat(late.isProven()).isTrue();
        assertThat(late.events()).isEqualTo(5);
    }

    @Test
    void whatComesWhileAnExportIsWrittenBelongsToTheNextOne() throws IOException {
        events.requested("one", ORDERS, "lane");
        events.deployed("late");
        var out = new ByteArrayOutputStream() {
            private boolean begun;

            @Override
            public synchronized void write(byte[] bytes, int from, int length) {
                if (!begun) {
                    begun = true;
                    events.requested("late", ORDERS, "lane");
                }
                super.write(bytes, from, length);
            }
        };

        exports.write(Selection.ALL, out);

        assertThat(verified(out.toString(StandardCharsets.UTF_8)).isProven()).isTrue();
    }

    /** All ledgers lost their disks after retention had cut into the newest block. */
    @Test
    void whatNoCheckpointCoversIsSaidInsteadOfLeftOut(@TempDir Path other) throws IOException {
        fill();
        Checkpoint signed = advance().stream()
                .filter(each -> each.topic().equals("deployment-requested"))
                .findFirst()
                .orElseThrow();
        try (LedgerStore second = LedgerStore.open(other)) {
            var left = new RecordedEvents(second).from(2);
            left.requested("three", CART, "lane");
            left.requested("four", ORDERS, "lane");
            second.keepCheckpoint(
                    new Coordinates(signed.topic(), signed.partition(), signed.from()),
                    signed.json().text());
            var audited = new AuditEvents(new Subjects(left.codec()));
            var rebuilt = new Blocks(second, audited, KEY);
            var signing = new Signing(Optional::empty, rebuilt, new SignedBefore(second, rebuilt, Map::of));
            signing.adopt();
            var exported = new Exports(second, audited, rebuilt, signing, KEY, () -> RecordedEvents.START);

            Verification all = verified(export(exported, Selection.ALL));
            Verification cart = verified(export(exported, of(CART)));
            Verification nobody = verified(export(exported, of("acme/other")));

            assertThat(all.isProven()).isFalse();
            assertThat(all.header().orElseThrow().uncovered())
                    .containsExactly(new Uncovered("deployment-requested", 0, 2, 4, 2));
            assertThat(cart.header().orElseThrow().uncovered())
                    .extracting(Uncovered::events)
                    .containsExactly(1L);
            assertThat(nobody.isProven()).isTrue();
        }
    }

    @Test
    void eventsThatKafkaSoonForgetsAreNamedWhereNoCheckpointCoversThem() {
        fill();
        var expiry = new Expiry(store);
        Instant soon = RecordedEvents.START.plus(Duration.ofDays(390));

        assertThat(expiry.problem(RecordedEvents.START.plus(Duration.ofDays(380))))
                .isEmpty();
        assertThat(expiry.problem(soon).orElseThrow()).contains("deployment-requested-0", "2026-11-01");
        advance();
        assertThat(expiry.problem(soon)).isEmpty();
    }

    /** Nine events of three deployments, one of them unreadable. */
    private void fill() {
        events.requested("one", ORDERS, "lane");
        events.started("one");
        events.passed("one", ORDERS, "lane");
        events.deployed("one");
        events.requested("two", ORDERS, "lane");
        events.cancelAsked("two");
        events.unreadable();
        events.requested("three", CART, "lane");
        events.started("three");
    }

    private static Selection of(String application) {
        return new Selection(OptionalLong.empty(), OptionalLong.empty(), Optional.of(application));
    }

    private List<Checkpoint> advance() {
        var made = new ArrayList<Checkpoint>();
        blocks.advance(made::add);
        return made;
    }

    private String export(Selection selection) throws IOException {
        return export(exports, selection);
    }

    private static String export(Exports from, Selection selection) throws IOException {
        var out = new ByteArrayOutputStream();
        from.write(selection, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Verification verified(String export) throws IOException {
        var findings = new ArrayList<Finding>();
        return new ExportVerifier(PublicKeys.parse(List.of(KEY.publicPem())), findings::add)
                .verify(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)));
    }
}
