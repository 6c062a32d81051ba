package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryCommandTest {
    private static final String ROUTE = "/v1/deployments?application=orders-api&limit=";

    private StubLedger ledger;

    @BeforeEach
    void start() throws IOException {
        ledger = new StubLedger();
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void itIsATable() {
        String live = ",\"endedAt\":\"2020-01-01T00:01:15.000Z\",\"commit\":\"" + "b".repeat(40) + "\"";
        ledger.on(
                ROUTE + 20,
                200,
                Told.page(
                        Told.deployment("d2", "failed", ",\"reason\":\"EXIT_CODE\",\"message\":\"exit code 1\"") + ","
                                + Told.deployment(Told.ID, "deployed", live).replace("\"live\":false", "\"live\":true"),
                        ""));

        assertThat(ledger.gate("history", "orders-api")).isZero();

        assertThat(ledger.out().lines())
                .containsExactly(
                        "REQUESTED             DEPLOYMENT    VERSION  STATUS           TOOK        MIGRATION    COMMIT   ACTOR           WHY",
                        "2020-01-01T00:00:00Z  d2            1.4.0    failed                       not applied           token:ci (ann)  EXIT_CODE: exit code 1",
                        "2020-01-01T00:00:00Z  d234567abcde  1.4.0    deployed (live)  1 min 15 s  wanted       bbbbbbb  token:ci (ann)");
        assertThat(ledger.err()).isEmpty();
    }

    @Test
    void severalApplicationsHaveAColumn() {
        String other = Told.deployment("d2", "deployed", "").replace("production", "staging");
        ledger.on(ROUTE + 20, 200, Told.page(Told.deployment("d1", "deployed", "") + "," + other, ""));

        assertThat(ledger.gate("history", "orders-api")).isZero();

        assertThat(ledger.out()).contains("APPLICATION", "acme/retail/staging/shop/orders-api");
    }

    @Test
    void pagesArePutTogetherAlsoWhereOneIsEmpty() {
        ledger.on(ROUTE + 3, 200, Told.page(Told.deployment("d1", "deployed", ""), ",\"next\":\"a b\""))
                .on(ROUTE + "2&cursor=a+b", 200, Told.page("", ",\"next\":\"c\""))
                .on(
                        ROUTE + "2&cursor=c",
                        200,
                        Told.page(
                                Told.deployment("d2", "deployed", "") + "," + Told.deployment("d3", "deployed", ""),
                                ",\"next\":\"d\""));

        assertThat(ledger.gate("history", "orders-api", "--limit=3")).isZero();

        assertThat(ledger.out().lines()).hasSize(4);
        assertThat(ledger.out()).contains("d1", "d2", "d3");
        assertThat(ledger.err().strip()).isEqualTo("gate: there are older ones; --limit shows more");
    }

    @Test
    void jsonIsOnePageWithAllOfThem() {
        ledger.on(ROUTE + 20, 200, Told.page("{\"id\":\"d1\"}", ",\"next\":\"n\""))
                .on(ROUTE + "19&cursor=n", 200, Told.page("{\"id\":\"d2\"}", ""));

        assertThat(ledger.gate("history", "orders-api", "--output=json")).isZero();

        assertThat(ledger.out().strip())
                .isEqualTo("{\"deployments\":[{\"id\":\"d1\"},{\"id\":\"d2\"}],\"ledger\":{\"complete\":true}}");
    }

    @Test
    void aProgramIsToldByThePageThatThereAreOlderOnesAndNotByAHint() {
        ledger.on("/v1/deployments", 200, Told.page("{\"id\":\"d1\"}", ",\"next\":\"n\""));

        assertThat(ledger.gate("history", "orders-api", "--limit=1", "--output=json"))
                .isZero();

        assertThat(ledger.out()).contains("\"next\":\"n\"");
        assertThat(ledger.err()).isEmpty();
    }

    @Test
    void aLedgerThatGoesInACircleIsLeft() {
        ledger.on("/v1/deployments", 200, Told.page("", ",\"next\":\"same\""));

        assertThat(ledger.gate("history", "orders-api")).isEqualTo(2);

        assertThat(ledger.err()).contains("gives the same page again");
    }

    @Test
    void anApplicationWithoutOneIsSaid() {
        ledger.on("/v1/deployments", 200, Told.page("", ""));

        assertThat(ledger.gate("history", "orders-api")).isEqualTo(1);

        assertThat(ledger.out()).isEmpty();
        assertThat(ledger.err().strip()).isEqualTo("gate: the ledger knows no deployment of 'orders-api'");
    }
}
