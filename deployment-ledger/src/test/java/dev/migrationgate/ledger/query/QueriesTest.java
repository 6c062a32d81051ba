package dev.migrationgate.ledger.query;

import static dev.migrationgate.ledger.RecordedFacts.at;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.passed;
import static dev.migrationgate.ledger.RecordedFacts.recorded;
import static dev.migrationgate.ledger.RecordedFacts.refused;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.retryAsked;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.store.Writing;
import dev.migrationgate.ledger.view.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueriesTest {
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final String LANE = "Database/acme/shop-db";

    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;
    private Queries queries;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
        queries = new Queries(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aRetryPutsADeploymentAtTheEndOfItsLane() {
        write("again", requested(1, ORDERS, LANE), started(2, 1), failed(3, 1));
        write("second", requested(4, ORDERS, LANE));
        write("third", requested(5, ORDERS, LANE));
        // The first command of its topic, and yet after all of the requests.
        write("again", recorded("deployment-commands", 0, retryAsked(6, "c").fact()));
        write("fourth", requested(7, ORDERS, LANE));

        assertThat(queries.lane(LANE).everybody())
                .extracting(Deployment::id)
                .containsExactly("second", "third", "again", "fourth");
    }

    @Test
    void aRefusedRetryChangesNobodysPlace() {
        write("first", requested(1, ORDERS, LANE), retryAsked(3, "c"), refused(4, "c"));
        write("second", requested(2, ORDERS, LANE));

        assertThat(queries.lane(LANE).everybody()).extracting(Deployment::id).containsExactly("first", "second");
    }

    @Test
    void whatTookOverLastIsLiveWhateverTheDeployersClockSays() {
        write("first", requested(1, ORDERS, LANE), passed(2), deployedAt(10, 100));
        write("second", requested(3, ORDERS, LANE), passed(4), deployedAt(11, 50));

        assertThat(queries.live(ORDERS).map(Deployment::id)).contains("second");
    }

    @Test
    void aLaneSaysWhetherThereIsMoreInIt() {
        for (int i = 1; i < 1_000; i++) {
            write("d%04d".formatted(i), requested(i, ORDERS, LANE));
        }
        assertThat(queries.lane(LANE).whole()).isTrue();

        write("d1000", requested(1_000, ORDERS, LANE));
        assertThat(queries.lane(LANE).whole()).isTrue();

        write("d1001", requested(1_001, ORDERS, LANE));
        assertThat(queries.lane(LANE).whole()).isFalse();
    }

    private static Recorded deployedAt(long offset, long second) {
        return recorded(
                "service-deployed",
                offset,
                new Fact.Deployed(at(second), "services/s", "revisions/r", "https://s", Optional.empty()));
    }

    private void write(String id, Recorded... facts) {
        Writing writing = store.begin();
        for (Recorded fact : facts) {
            writing.add(fact.place(), new StoredEvent(1, Optional.empty(), List.of(), new byte[0]), id, fact);
        }
        writing.commit();
    }
}
