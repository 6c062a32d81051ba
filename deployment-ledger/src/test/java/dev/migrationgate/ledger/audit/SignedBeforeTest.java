package dev.migrationgate.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.ExportVerifier;
import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger that is built anew beside checkpoints of the one before. */
class SignedBeforeTest {
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final SigningKey KEY = SigningKey.draw();

    @TempDir
    private Path first = Path.of("");

    @TempDir
    private Path anew = Path.of("");

    @Test
    void whatWasSignedBeforeComesOutTheSame() {
        Map<String, Checkpoint> signed = signed(2_500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, 0, 2_500, "ann");

            assertThat(rebuilt.before().difference()).isEmpty();
            assertThat(rebuilt.made()).containsExactlyElementsOf(sorted(signed));
        }
    }

    @Test
    void whatWasChangedSinceIsNamedAndNotSignedOver() {
        Map<String, Checkpoint> signed = signed(2_500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, 0, 2_500, "eve");

            assertThat(rebuilt.before().difference().orElseThrow())
                    .contains("deployment-requested/0 from offset 0 to 1023 are not those that were signed before");
            assertThat(rebuilt.agreed()).isEmpty();
        }
    }

    @Test
    void blocksThatKafkaForgotAreTakenOverAndExportsBeginBehindThem() throws IOException {
        Map<String, Checkpoint> signed = signed(2_500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, 1_500, 2_500, "ann");

            assertThat(rebuilt.before().difference()).isEmpty();
            assertThat(rebuilt.made()).extracting(Checkpoint::from).containsExactly(2_048L);
            assertThat(rebuilt.made()).containsExactly(sorted(signed).getLast());
            var out = new ByteArrayOutputStream();
            rebuilt.exports().write(Selection.ALL, out);
            var verified = new ExportVerifier(PublicKeys.parse(List.of(KEY.publicPem())), _ -> {})
                    .verify(new ByteArrayInputStream(out.toByteArray()));
            assertThat(verified.isProven()).isTrue();
            assertThat(verified.events()).isEqualTo(2_500 - 2_048);
        }
    }

    private Map<String, Checkpoint> signed(int requests) {
        var signed = new HashMap<String, Checkpoint>();
        try (LedgerStore store = LedgerStore.open(first)) {
            var events = new RecordedEvents(store);
            request(events, 0, requests, "ann");
            new Blocks(store, new AuditEvents(new Subjects(events.codec())), KEY)
                    .advance(each -> signed.put(each.block(), each));
        }
        return signed;
    }

    private static void request(RecordedEvents events, int from, int to, String actor) {
        IntStream.range(from, to)
                .forEach(i -> events.requested("d%07d".formatted(i), ORDERS, "lane", actor, "%040x".formatted(i)));
    }

    private static List<Checkpoint> sorted(Map<String, Checkpoint> checkpoints) {
        return checkpoints.values().stream()
                .sorted(Comparator.comparingLong(Checkpoint::from))
                .toList();
    }

    private record Rebuilt(SignedBefore before, List<Checkpoint> made, List<Checkpoint> agreed, Exports exports) {
        static Rebuilt of(LedgerStore store, Map<String, Checkpoint> signed, int from, int to, String actor) {
            var events = new RecordedEvents(store).from(from);
            request(events, from, to, actor);
            var audited = new AuditEvents(new Subjects(events.codec()));
            var blocks = new Blocks(store, audited, KEY);
            var before = new SignedBefore(store, blocks, () -> signed);
            var made = new ArrayList<Checkpoint>();
            var agreed = new ArrayList<Checkpoint>();
            before.adopt();
            blocks.advance(each -> {
                made.add(each);
                if (before.agrees(each)) {
                    agreed.add(each);
                }
            });
            return new Rebuilt(
                    before, made, agreed, new Exports(store, audited, blocks, KEY, () -> RecordedEvents.START));
        }
    }
}
