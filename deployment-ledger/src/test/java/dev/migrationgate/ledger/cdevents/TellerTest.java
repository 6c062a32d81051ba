package dev.migrationgate.ledger.cdevents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one record is counted, and nothing more. */
class TellerTest {
    @TempDir
    private Path folder = Path.of("");

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private LedgerStore store;
    private RecordedEvents events;
    private Teller teller;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
        events = new RecordedEvents(store);
        teller = new Teller(
                new Lookup(store, events.codec()), new Translation(URI.create("/gate")), new Tally(metrics, "kafka"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsInOrderIsTold() {
        assertThat(teller.of(record(Topics.DEPLOYMENT_REQUESTED, Happenings.merged("one"))))
                .isPresent();
        assertThat(metrics.find("gate.cdevents.skipped").counters()).isEmpty();
    }

    @Test
    void bytesThatAreNoEventAreLeftOut() {
        assertThat(teller.of(new ConsumerRecord<>(Topics.MIGRATION_STARTED.name(), 0, 0, "key", new byte[] {9, 9})))
                .isEmpty();
        assertThat(skipped("unreadable")).isEqualTo(1);
    }

    @Test
    void aServiceWhoseRequestIsGoneIsLeftOut() {
        assertThat(teller.of(record(Topics.SERVICE_DEPLOYED, Happenings.deployed("one"))))
                .isEmpty();
        assertThat(skipped("no-request")).isEqualTo(1);
    }

    @Test
    void whatNoSinkTakesIsLeftOut() {
        DeploymentRequested huge = Happenings.requested("one")
                .setRequester(Happenings.requester("github"))
                .setVersion("x".repeat(300_000))
                .build();

        assertThat(teller.of(record(Topics.MIGRATION_SUCCEEDED, Happenings.passed(huge, MigrationOutcome.APPLIED, 1))))
                .isEmpty();
        assertThat(skipped("too-large")).isEqualTo(1);
    }

    @Test
    void whatCannotBeSaidIsLeftOut() {
        DeploymentRequested odd = Happenings.requested("one")
                .setMigration(MigrationSpec.newBuilder()
                        .setContainer(ContainerSpec.newBuilder()
                                .setImage("no:image:at/all:")
                                .build())
                        .build())
                .build();

        assertThat(teller.of(record(Topics.MIGRATION_SUCCEEDED, Happenings.passed(odd, MigrationOutcome.APPLIED, 1))))
                .isEmpty();
        assertThat(skipped("failed")).isEqualTo(1);
    }

    private double skipped(String reason) {
        return Optional.ofNullable(metrics.find("gate.cdevents.skipped")
                        .tag("reason", reason)
                        .counter())
                .map(counter -> counter.count())
                .orElse(0.0);
    }

    private <T extends SpecificRecord> ConsumerRecord<String, byte[]> record(EventTopic<T> topic, T event) {
        return new ConsumerRecord<>(topic.name(), 0, 0, "key", events.codec().encode(topic, event));
    }
}
