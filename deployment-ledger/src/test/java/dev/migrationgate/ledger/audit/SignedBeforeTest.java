package dev.migrationgate.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.ExportVerifier;
import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.ledger.audit.ExportRefusedException.Reason;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
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
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> request(events, 0, 2_500, "ann"));

            assertThat(rebuilt.signing().difference()).isEmpty();
            assertThat(rebuilt.kept()).containsExactlyElementsOf(sorted(signed));
            assertThat(rebuilt.signing().unwritten()).isEmpty();
        }
    }

    @Test
    void whatWasChangedSinceIsNamedAndNeitherKeptNorExported() {
        Map<String, Checkpoint> signed = signed(2_500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> request(events, 0, 2_500, "eve"));

            rebuilt.requireRefused(
                    "deployment-requested/0 from offset 0 to 1023 are not those that were signed before");
        }
    }

    @Test
    void aBlockThatHasGrownIsComparedWithItsBeginning() {
        Map<String, Checkpoint> signed = signed(500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> {
                request(events, 0, 499, "ann");
                request(events, 499, 500, "eve");
                request(events, 500, 1_100, "ann");
            });

            rebuilt.requireRefused("deployment-requested/0 from offset 0 to 499 are not those that were signed before");
        }
    }

    @Test
    void aBlockMayGrow() throws IOException {
        Map<String, Checkpoint> signed = signed(500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> request(events, 0, 501, "ann"));

            assertThat(rebuilt.signing().difference()).isEmpty();
            assertThat(rebuilt.signing().unwritten()).extracting(Checkpoint::to).containsExactly(501L);
            assertThat(rebuilt.proven()).isEqualTo(501);
        }
    }

    @Test
    void whatAnotherInstanceHasReadAndThisOneNotYetIsNoDifference() {
        Map<String, Checkpoint> signed = signed(510);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> request(events, 0, 505, "ann"));

            assertThat(rebuilt.signing().difference()).isEmpty();
            assertThat(rebuilt.signing().unwritten())
                    .as("less than the topic has")
                    .isEmpty();
        }
    }

    @Test
    void blocksThatKafkaForgotAreTakenOverAndExportsBeginBehindThem() throws IOException {
        Map<String, Checkpoint> signed = signed(2_500);
        try (LedgerStore store = LedgerStore.open(anew)) {
            Rebuilt rebuilt = Rebuilt.of(store, signed, events -> request(events.from(1_500), 1_500, 2_500, "ann"));

            assertThat(rebuilt.signing().difference()).isEmpty();
            assertThat(rebuilt.kept()).containsExactlyElementsOf(sorted(signed));
            assertThat(rebuilt.proven()).isEqualTo(2_500 - 2_048);
        }
    }

    private Map<String, Checkpoint> signed(int requests) {
        try (LedgerStore store = LedgerStore.open(first)) {
            return Rebuilt.of(store, Map.of(), events -> request(events, 0, requests, "ann"))
                    .signing()
                    .unwritten()
                    .stream()
                    .collect(Collectors.toMap(Checkpoint::block, each -> each));
        }
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

    /** A ledger after one pass. */
    private record Rebuilt(LedgerStore store, Signing signing, Exports exports) {
        static Rebuilt of(LedgerStore store, Map<String, Checkpoint> signed, Consumer<RecordedEvents> history) {
            var events = new RecordedEvents(store);
            history.accept(events);
            var audited = new AuditEvents(new Subjects(events.codec()));
            var blocks = new Blocks(store, audited, KEY);
            var signing = new Signing(Optional::empty, blocks, new SignedBefore(store, blocks, () -> signed));
            signing.adopt();
            signing.advance();
            return new Rebuilt(
                    store, signing, new Exports(store, audited, blocks, signing, KEY, () -> RecordedEvents.START));
        }

        List<Checkpoint> kept() {
            var kept = new ArrayList<Checkpoint>();
            store.checkpoints(new TopicPartition("deployment-requested", 0), text -> kept.add(Checkpoint.parse(text)));
            return kept;
        }

        void requireRefused(String why) {
            var out = new ByteArrayOutputStream();
            assertThat(signing.difference().orElseThrow()).contains(why);
            assertThat(kept()).isEmpty();
            assertThat(signing.unwritten()).isEmpty();
            assertThatThrownBy(() -> exports.write(Selection.ALL, out))
                    .isInstanceOfSatisfying(
                            ExportRefusedException.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.HISTORY_DIFFERS))
                    .hasMessageContaining(why);
            assertThat(out.size()).isZero();
        }

        long proven() throws IOException {
            var out = new ByteArrayOutputStream();
            exports.write(Selection.ALL, out);
            var verified = new ExportVerifier(PublicKeys.parse(List.of(KEY.publicPem())), _ -> {})
                    .verify(new ByteArrayInputStream(out.toByteArray()));
            assertThat(verified.isProven()).isTrue();
            return verified.events();
        }
    }
}
