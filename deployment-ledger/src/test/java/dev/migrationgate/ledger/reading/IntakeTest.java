package dev.migrationgate.ledger.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void anEventChangesItsDeploymentAndIsKeptWhole() {
        try (LedgerStore store = LedgerStore.open(folder)) {
            var events = new RecordedEvents(store);

            assertThat(events.requested("d1", "a/b/c/d/e", "lane"))
                    .extracting(change -> change.deployment().status())
                    .containsExactly(Status.WAITING);
            assertThat(events.started("d1"))
                    .extracting(change -> change.deployment().status())
                    .containsExactly(Status.MIGRATING);
            assertThat(store.event(new Coordinates("migration-started", 0, 0))
                            .flatMap(each -> each.header("ce_subject")))
                    .contains("d1");
        }
    }

    @Test
    void anEventOfADeploymentWhoseRequestIsNotReadYetIsNotLost() {
        try (LedgerStore store = LedgerStore.open(folder)) {
            var events = new RecordedEvents(store);

            assertThat(events.deployed("d1")).isEmpty();
            events.requested("d1", "a/b/c/d/e", "lane");

            assertThat(store.deployment("d1").map(Deployment::status)).contains(Status.DEPLOYED);
        }
    }

    @Test
    void whatCannotBeReadIsKeptAndTheRestGoesOn() {
        try (LedgerStore store = LedgerStore.open(folder)) {
            var events = new RecordedEvents(store);

            assertThat(events.unreadable()).isEmpty();
            events.started("d1");

            assertThat(store.event(new Coordinates("migration-started", 0, 0))).isPresent();
            assertThat(store.positions()).isEqualTo(Map.of(new TopicPartition("migration-started", 0), 2L));
        }
    }
}
