package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.reading.Change;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store adds to events, and what is told of them then. */
class LookupTest {
    private static final Translation TRANSLATION = new Translation(URI.create("/gate"));

    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;
    private RecordedEvents events;
    private final List<Change> recorded = new ArrayList<>();

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
    void aWholeDeploymentIsToldAsOneChain() {
        DeploymentRequested request = Happenings.merged("one");
        record(Topics.DEPLOYMENT_REQUESTED, request, "one");
        record(Topics.MIGRATION_STARTED, Happenings.started("one", 1), "one");
        record(Topics.MIGRATION_SUCCEEDED, Happenings.passed(request, MigrationOutcome.APPLIED, 1), "one");
        record(Topics.SERVICE_DEPLOYED, Happenings.deployed("one"), "one");

        List<CdEvent> told = told();

        assertThat(told)
                .extracting(CdEvent::kind)
                .containsExactly(
                        Kind.CHANGE_MERGED, Kind.MIGRATION_STARTED, Kind.MIGRATION_FINISHED, Kind.SERVICE_DEPLOYED);
        assertThat(told).extracting(CdEvent::chain).containsOnly(told.getFirst().chain());
        for (int i = 1; i < told.size(); i++) {
            assertThat(before(told.get(i))).isEqualTo(told.get(i - 1).id());
        }
    }

    @Test
    void whatAnOlderRunnerLeavesOutIsTakenFromTheRequest() {
        DeploymentRequested copy =
                Happenings.requested("one").setMigration(null).build();
        record(Topics.DEPLOYMENT_REQUESTED, Happenings.merged("one"), "one");
        record(Topics.MIGRATION_SUCCEEDED, Happenings.passed(copy, MigrationOutcome.APPLIED, 1), "one");

        assertThat(told().getLast().data()).contains("\"reversible\":true");
    }

    @Test
    void aMergeOfManyApplicationsIsToldOnce() {
        for (String id : List.of("b", "c", "a")) {
            record(
                    Topics.DEPLOYMENT_REQUESTED,
                    Happenings.requested(id)
                            .setApplicationId(Happenings.ORDERS + id)
                            .build(),
                    id);
        }
        // Of another repository, and older: it has nothing to do with it.
        var elsewhere = Happenings.requester("gitlab");
        record(
                Topics.DEPLOYMENT_REQUESTED,
                Happenings.requested("d")
                        .setRequester(elsewhere)
                        .setRequestedAt(Happenings.START.minusSeconds(1))
                        .build(),
                "d");

        assertThat(told()).hasSize(2);
        assertThat(told()).extracting(CdEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void theMergeIsToldWithItsOldestRequest() {
        record(Topics.DEPLOYMENT_REQUESTED, Happenings.merged("late"), "late");
        record(
                Topics.DEPLOYMENT_REQUESTED,
                Happenings.requested("early")
                        .setRequestedAt(Happenings.START.minusSeconds(1))
                        .build(),
                "early");

        assertThat(told()).extracting(CdEvent::time).containsExactly("2026-11-01T09:59:59.000Z");
    }

    @Test
    void aCancelWithoutAMigrationThatRunsIsNotTold() {
        record(Topics.DEPLOYMENT_REQUESTED, Happenings.merged("one"), "one");
        record(Topics.MIGRATION_STARTED, Happenings.started("one", 1), "one-1");
        record(Topics.MIGRATION_FAILED, Happenings.failed("one", 1, "EXIT_CODE", "no"), "one-1");
        record(Topics.DEPLOYMENT_CANCELLED, Happenings.cancelled("one"), "one");

        assertThat(told())
                .extracting(CdEvent::kind)
                .containsExactly(Kind.CHANGE_MERGED, Kind.MIGRATION_STARTED, Kind.MIGRATION_FINISHED);
    }

    @Test
    void aCancelEndsTheNewestAttempt() {
        record(Topics.DEPLOYMENT_REQUESTED, Happenings.merged("one"), "one");
        record(Topics.MIGRATION_STARTED, Happenings.started("one", 1), "one-1");
        record(Topics.MIGRATION_STARTED, Happenings.started("one", 2), "one-2");
        record(Topics.DEPLOYMENT_CANCELLED, Happenings.cancelled("one"), "one");

        List<CdEvent> told = told();

        assertThat(told.getLast().data()).contains("\"outcome\":\"cancel\"", "\"attempt\":2");
        assertThat(before(told.getLast())).isEqualTo(told.get(2).id());
    }

    private <T extends SpecificRecord> void record(EventTopic<T> topic, T event, String id) {
        recorded.addAll(events.take(topic, event, id));
    }

    private List<CdEvent> told() {
        var lookup = new Lookup(store, events.codec());
        return recorded.stream()
                .map(each -> TRANSLATION.of(lookup.of(each.place(), each.event())))
                .flatMap(each -> each instanceof Telling.Told(CdEvent event) ? Stream.of(event) : Stream.empty())
                .toList();
    }

    private static String before(CdEvent event) {
        return PublishedSchemas.tree(event.data())
                .at("/context/links/0/from/contextId")
                .asText();
    }
}
