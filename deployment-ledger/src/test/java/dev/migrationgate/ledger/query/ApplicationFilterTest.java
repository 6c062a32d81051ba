package dev.migrationgate.ledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.RecordedFacts;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.store.Writing;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.manifests.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationFilterTest {
    @TempDir
    private Path folder = Path.of("");

    private LedgerStore store;

    @BeforeEach
    void open() {
        store = LedgerStore.open(folder);
        Writing writing = store.begin();
        requested(writing, 1, "fincorp-1", "fincorp/retail/production/shop/orders");
        requested(writing, 2, "fincorp-2", "fincorp/retail/production/shop/billing");
        requested(writing, 3, "acme-1", "acme/retail/production/shop/ledger");
        requested(writing, 4, "other-1", "other/retail/production/shop/acme");
        writing.commit();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anOrganizationIsTheBeginningOfItsIds() {
        assertThat(found("fincorp", Scope.EVERYTHING)).containsExactly("fincorp-2", "fincorp-1");
        assertThat(found("fin", Scope.EVERYTHING)).isEmpty();
    }

    @Test
    void aNameGoesBeforeAnOrganizationThatIsCalledTheSame() {
        assertThat(found("billing", Scope.EVERYTHING)).containsExactly("fincorp-2");
        assertThat(found("acme", Scope.EVERYTHING)).containsExactly("other-1");
    }

    @Test
    void aNameThatTheCallerMayNotSeeIsNone() {
        assertThat(found("acme", Scope.parse("acme"))).containsExactly("acme-1");
        assertThat(found("billing", Scope.parse("acme"))).isEmpty();
        assertThat(found("fincorp", Scope.parse("acme"))).isEmpty();
    }

    private List<String> found(String application, Scope scope) {
        return new Queries(store)
                .deployments(Filter.in(scope).ofApplication(application), "", 10).entries().stream()
                        .map(Deployment::id)
                        .toList();
    }

    private static void requested(Writing writing, long offset, String id, String application) {
        Recorded request = RecordedFacts.requested(offset, application, "lane");
        var event = new StoredEvent(
                1,
                Optional.of("key"),
                List.of(new StoredEvent.Header("ce_id", id)),
                id.getBytes(StandardCharsets.UTF_8));
        writing.add(request.place(), event, id, request);
    }
}
