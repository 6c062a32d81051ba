package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhyAndLogsTest {
    private static final String WHY = """
            {"deployment":"d1","status":"waiting","text":"waits: lane payments-db is held by billing-api","chain":["waits"]}""";

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
    void whyIsASentence() {
        ledger.on("/v1/deployments/d234567a/why", 200, WHY);

        assertThat(ledger.gate("why", "d234567a")).isZero();

        assertThat(ledger.out()).isEqualTo("waits: lane payments-db is held by billing-api" + System.lineSeparator());
    }

    @Test
    void whyAsJsonIsWhatTheLedgerSays() {
        ledger.on("/v1/deployments/d234567a/why", 200, WHY);

        assertThat(ledger.gate("why", "d234567a", "--output", "json")).isZero();

        assertThat(ledger.out().strip()).isEqualTo(WHY);
    }

    @Test
    void noSuchDeploymentIsSaidInTheLedgersWords() {
        ledger.on(
                "/v1/deployments/d234567a/why", 404, "{\"title\":\"Not found\",\"detail\":\"no deployment d234567a\"}");

        assertThat(ledger.gate("why", "d234567a")).isEqualTo(2);

        assertThat(ledger.err().strip()).endsWith(" answers 404: Not found: no deployment d234567a");
    }

    @Test
    void lessThanEightCharactersAreNoId() {
        assertThat(ledger.gate("why", "d234567")).isEqualTo(2);
        assertThat(ledger.gate("logs", "../../v1/ledger")).isEqualTo(2);

        assertThat(ledger.asked()).isEmpty();
        assertThat(ledger.err()).contains("'d234567' is no deployment's id, nor its first 8 or more characters");
    }

    @Test
    void logsAreTheExcerptAndWhereTheRestIs() {
        String more = ",\"logUri\":\"https://logs.example/1\",\"logExcerpt\":[\"Migrating\",\"\\tERROR: syntax\"]";
        ledger.on("/v1/deployments/d234567a", 200, Told.deployment(Told.ID, "failed", more));

        assertThat(ledger.gate("logs", "d234567a")).isZero();

        assertThat(ledger.out().lines())
                .containsExactly("Migrating", "    ERROR: syntax", "the whole log: https://logs.example/1");
    }

    @Test
    void noLogYetIsSaid() {
        ledger.on("/v1/deployments/" + Told.ID, 200, Told.deployment(Told.ID, "waiting", ""));

        assertThat(ledger.gate("logs", Told.ID)).isEqualTo(1);

        assertThat(ledger.out()).isEmpty();
        assertThat(ledger.err().strip()).isEqualTo("gate: deployment d234567abcde has no log yet: it is waiting");
    }

    @Test
    void aMigrationThatWasSkippedHasNoLogEither() {
        String skipped = Told.deployment(Told.ID, "deployed", "").replace("wanted", "skipped");
        ledger.on("/v1/deployments/" + Told.ID, 200, skipped);

        assertThat(ledger.gate("logs", Told.ID)).isEqualTo(1);

        assertThat(ledger.err()).contains("has no log: its migration was skipped");
    }

    @Test
    void norHasOneThatNeededNone() {
        String none = Told.deployment(Told.ID, "failed", "").replace("wanted", "not-required");
        ledger.on("/v1/deployments/" + Told.ID, 200, none);

        assertThat(ledger.gate("logs", Told.ID)).isEqualTo(1);

        assertThat(ledger.err().strip()).isEqualTo("gate: deployment d234567abcde has no log: it needed no migration");
    }

    @Test
    void aLedgerThatStillReadsSaysSo() {
        String behind = ",\"ledger\":{\"complete\":false,\"read\":50,\"of\":200}";
        String sentence = "gate: the ledger still reads what happened (25 %); the newest may be missing";
        ledger.on("/v1/deployments/d234567a/why", 200, "{\"text\":\"waits\"" + behind + "}")
                .on(
                        "/v1/deployments/d234567a",
                        200,
                        Told.deployment(Told.ID, "failed", ",\"logUri\":\"https://logs.example/1\"" + behind));

        assertThat(ledger.gate("why", "d234567a")).isZero();
        assertThat(ledger.gate("logs", "d234567a")).isZero();

        assertThat(ledger.err().lines()).containsExactly(sentence, sentence);
    }

    @Test
    void withoutAMigrationThereIsNeverALog() {
        String none = Told.deployment(Told.ID, "deployed", "").replace("wanted", "none");
        ledger.on("/v1/deployments/" + Told.ID, 200, none);

        assertThat(ledger.gate("logs", Told.ID, "--output=json")).isEqualTo(1);

        assertThat(ledger.out().strip()).isEqualTo(none);
        assertThat(ledger.err()).contains("has no log: it has no migration");
    }
}
