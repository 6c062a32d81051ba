package dev.migrationgate.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.ledger.audit.ExportRefusedException.Reason;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reaches the topic of checkpoints, and when there can be exports. */
class SigningTest {
    private static final SigningKey KEY = SigningKey.draw();

    private final Map<String, Checkpoint> topic = new HashMap<>();
    private Optional<String> reading = Optional.empty();

    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;
    private RecordedEvents events;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
        events = new RecordedEvents(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatAnExportMadeReachesTheTopicToo() throws IOException {
        Signing signing = start();
        signing.adopt();
        request(0, 1_000);
        export(signing);
        write(signing);
        request(1_000, 1_100);

        export(signing);

        assertThat(signing.unwritten()).extracting(Checkpoint::to).containsExactly(1_024L, 1_100L);
        write(signing);
        assertThat(signing.unwritten()).isEmpty();
    }

    @Test
    void whatIsNotInTheTopicAtTheStartIsWrittenToIt() throws IOException {
        Signing stopped = start();
        stopped.adopt();
        request(0, 2_100);
        export(stopped);
        Checkpoint second = stopped.unwritten().get(1);
        topic.put(second.block(), second);

        Signing again = start();
        again.adopt();

        assertThat(again.difference()).isEmpty();
        assertThat(again.unwritten()).extracting(Checkpoint::from).containsExactly(0L, 2_048L);
    }

    @Test
    void whatWasKeptAndIsNotWhatWasSignedIsADifferenceFromTheStart() {
        Signing stopped = start();
        stopped.adopt();
        request(0, 1_500);
        stopped.advance();
        Checkpoint ours = stopped.unwritten().getFirst();
        topic.put(ours.block(), Checkpoint.parse(ours.json().text().replace("\"count\":1024", "\"count\":1023")));

        Signing again = start();
        again.adopt();
        request(1_500, 1_600);
        again.advance();

        assertThat(again.difference()).isPresent();
        assertThat(again.unwritten()).as("what is linked to it").isEmpty();
    }

    @Test
    void thereIsNoExportBeforeAllIsReadAndWhatWasSignedIsKnown() throws IOException {
        Signing signing = start();
        request(0, 10);
        reading = Optional.of("10 records are read since the start, and some 90 are left");
        signing.adopt();

        requireRebuilding(signing, "some 90 are left");
        reading = Optional.empty();
        requireRebuilding(signing, "what was signed before is not read yet");
        assertThat(store.newestCheckpoints(new TopicPartition("deployment-requested", 0), 1))
                .isEmpty();
        signing.adopt();
        export(signing);
    }

    @Test
    void aNewerOneOfTheBlockStillWaitsWhenTheOlderOneIsWritten() {
        Signing signing = start();
        signing.adopt();
        request(0, 10);
        signing.advance();
        List<Checkpoint> older = signing.unwritten();
        request(10, 20);
        signing.advance();

        older.forEach(signing::written);

        assertThat(signing.unwritten()).extracting(Checkpoint::to).containsExactly(20L);
    }

    private Signing start() {
        Blocks blocks = blocks();
        return new Signing(() -> reading, blocks, new SignedBefore(store, blocks, () -> Map.copyOf(topic)));
    }

    private Blocks blocks() {
        return new Blocks(store, audited(), KEY);
    }

    private AuditEvents audited() {
        return new AuditEvents(new Subjects(events.codec()));
    }

    private void request(int from, int to) {
        IntStream.range(from, to).forEach(i -> events.requested("d%07d".formatted(i), "acme/retail/e/p/app", "lane"));
    }

    private void write(Signing signing) {
        signing.unwritten().forEach(each -> {
            topic.put(each.block(), each);
            signing.written(each);
        });
    }

    private void export(Signing signing) throws IOException {
        new Exports(store, audited(), blocks(), signing, KEY, () -> RecordedEvents.START)
                .write(Selection.ALL, OutputStream.nullOutputStream());
    }

    private void requireRebuilding(Signing signing, String why) {
        assertThatThrownBy(() -> export(signing))
                .isInstanceOfSatisfying(
                        ExportRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.REBUILDING))
                .hasMessageContaining(why);
    }
}
