package dev.migrationgate.ledger.store;

import static dev.migrationgate.ledger.RecordedFacts.deployed;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.passed;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerStoreTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aStoreOfAnotherFormIsBuiltAnew(@TempDir Path old) throws IOException {
        try (LedgerStore written = LedgerStore.open(old)) {
            new RecordedEvents(written).requested("one", "app", "lane");
        }
        try (LedgerStore same = LedgerStore.open(old)) {
            assertThat(same.positions()).isNotEmpty();
        }
        Files.writeString(old.resolve("FORMAT"), "1");

        try (LedgerStore anew = LedgerStore.open(old)) {
            assertThat(anew.positions()).isEmpty();
        }
    }

    @Test
    void whatWasWrittenIsThereAfterAnotherStart() {
        Recorded request = requested(1, "a/b/c/d/e", "lane");
        var partition = new TopicPartition("deployment-requested", 0);
        try (LedgerStore store = LedgerStore.open(folder)) {
            Writing writing = store.begin();
            writing.add(request.place(), event("one"), "id", request);
            writing.position(partition, 2);
            assertThat(writing.commit()).containsOnlyKeys("id");
        }

        try (LedgerStore store = LedgerStore.open(folder)) {
            assertThat(store.positions()).isEqualTo(Map.of(partition, 2L));
            assertThat(store.deployment("id").map(Deployment::status)).contains(Status.WAITING);
            assertThat(store.event(request.place()).map(each -> new String(each.value(), StandardCharsets.UTF_8)))
                    .contains("one");
            assertThat(store.event(new Coordinates("deployment-requested", 0, 2)))
                    .isEmpty();
        }
    }

    @Test
    void twoProcessesCannotShareAFolder() {
        try (LedgerStore _ = LedgerStore.open(folder)) {
            assertThatThrownBy(() -> LedgerStore.open(folder))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void eventsOfAPartitionAreWalkedInOrderFromAnOffset() {
        try (LedgerStore store = LedgerStore.open(folder)) {
            Writing writing = store.begin();
            for (long offset : List.of(300L, 7L, 256L, 255L)) {
                writing.add(new Coordinates("lane-released", 0, offset), event("e"));
            }
            writing.add(new Coordinates("lane-released", 1, 8), event("other"));
            writing.commit();
            var seen = new ArrayList<Long>();

            store.events(new Coordinates("lane-released", 0, 8), (place, _) -> seen.add(place.offset()));

            assertThat(seen).containsExactly(255L, 256L, 300L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 127, 128, 255, 256, 65_535})
    void eventsOfEveryPartitionAreFoundAndOfNoOther(int partition) {
        try (LedgerStore store = LedgerStore.open(folder)) {
            Writing writing = store.begin();
            for (int each = Math.max(0, partition - 1); each <= partition + 1; each++) {
                writing.add(new Coordinates("migration-started", each, 7), event("in " + each));
            }
            writing.commit();

            var seen = new ArrayList<String>();
            store.events(
                    new Coordinates("migration-started", partition, 0),
                    (_, event) -> seen.add(new String(event.value(), StandardCharsets.UTF_8)));
            assertThat(seen).containsExactly("in " + partition);
        }
    }

    @Property(tries = 30)
    void theSameRecordsMakeTheSameStoreInWhateverOrderTheyCome(@ForAll long seed) throws IOException {
        var random = new Random(seed);
        List<Map.Entry<String, Recorded>> facts = history(random);
        String first = digest(facts, random);
        Collections.shuffle(facts, random);
        // Read again, as after a crash.
        facts.addAll(facts.subList(0, random.nextInt(facts.size())));

        assertThat(digest(facts, random)).isEqualTo(first);
    }

    private static String digest(List<Map.Entry<String, Recorded>> facts, Random random) throws IOException {
        Path folder = Files.createTempDirectory("ledger");
        try (LedgerStore store = LedgerStore.open(folder)) {
            for (int from = 0; from < facts.size(); ) {
                int to = Math.min(facts.size(), from + 1 + random.nextInt(10));
                Writing writing = store.begin();
                for (var each : facts.subList(from, to)) {
                    writing.add(
                            each.getValue().place(), event(each.getValue().toString()), each.getKey(), each.getValue());
                }
                writing.commit();
                from = to;
            }
            return store.digest();
        }
    }

    private static List<Map.Entry<String, Recorded>> history(Random random) {
        var facts = new ArrayList<Map.Entry<String, Recorded>>();
        for (int i = 0; i < 8; i++) {
            String id = "deployment-" + i;
            long offset = 10L * i;
            facts.add(Map.entry(id, requested(offset, "a/b/c/d/e" + i % 2, "lane-" + i % 3)));
            facts.add(Map.entry(id, started(offset + 1, 1)));
            if (random.nextBoolean()) {
                facts.add(Map.entry(id, failed(offset + 2, 1)));
            } else {
                facts.add(Map.entry(id, passed(offset + 2)));
                facts.add(Map.entry(id, deployed(offset + 3)));
            }
        }
        return facts;
    }

    private static StoredEvent event(String value) {
        return new StoredEvent(
                1,
                Optional.of("key"),
                List.of(new StoredEvent.Header("ce_id", "id")),
                value.getBytes(StandardCharsets.UTF_8));
    }
}
