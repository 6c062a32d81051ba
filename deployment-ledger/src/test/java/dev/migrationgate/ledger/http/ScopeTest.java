package dev.migrationgate.ledger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.access.TestCallers;
import dev.migrationgate.ledger.store.LedgerStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token of fincorp on a lane that fincorp and acme share. */
class ScopeTest {
    private static final String OURS = "fincorp/retail/production/shop/orders";
    private static final String THEIRS = "acme/retail/production/shop/billing";
    private static final String LANE = "Database/shared/db";

    @TempDir
    private Path folder = Path.of("");

    private TestLedger ledger;

    @BeforeEach
    void start() throws Exception {
        var callers = new TestCallers(Files.createDirectory(folder.resolve("callers")));
        ledger = TestLedger.start(LedgerStore.open(folder.resolve("store")), callers.callers());
        ledger.events().requested("theirs01", THEIRS, LANE);
        ledger.events().started("theirs01");
        ledger.events().requested("ours0001", OURS, LANE);
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/deployments", "/v1/ledger", "/v1/stream", "/v1/lanes", "/v1/nothing"})
    void withoutATokenNothingIsShown(String path) throws Exception {
        var answer = ledger.send(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void whatLiesOutsideOfTheScopeIsNotThere() throws Exception {
        assertThat(get("/v1/deployments")).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/deployments?lane=" + LANE)).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/deployments?status=migrating")).doesNotContain("theirs01");
        assertThat(get("/v1/applications")).contains(OURS).doesNotContain("billing");
        assertThat(get("/v1/lanes")).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(get("/v1/lanes/" + LANE)).contains("ours0001").doesNotContain("theirs01", "billing");
        assertThat(status("/v1/deployments/theirs01")).isEqualTo(404);
        assertThat(status("/v1/deployments/theirs01/why")).isEqualTo(404);
        assertThat(status("/v1/applications/" + THEIRS)).isEqualTo(404);
    }

    @Test
    void whoWaitsBehindOthersHearsThatTheyAreThere() throws Exception {
        assertThat(get("/v1/deployments/ours0001/why"))
                .contains("held by a deployment outside of your scope")
                .doesNotContain("billing");
    }

    private String get(String path) throws Exception {
        return ledger.get(path, "Authorization", "Bearer " + TestCallers.token("viewer"), "Accept", "application/json")
                .encode();
    }

    private int status(String path) throws Exception {
        return ledger.send(path, "Authorization", "Bearer " + TestCallers.token("viewer"), "Accept", "application/json")
                .statusCode();
    }
}
