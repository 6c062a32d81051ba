package dev.migrationgate.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusCommandTest {
    private static final String UNENDED =
            "/v1/deployments?status=held&status=waiting&status=migrating&status=rolling-out&limit=200";
    private static final String ENDED =
            "/v1/deployments?status=deployed&status=failed&status=cancelled&status=superseded&limit=10";

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
    void whatIsHeldWhatMovesAndWhatEndedLastAreShown() {
        ledger.on(
                        UNENDED,
                        200,
                        Told.page(
                                Told.deployment("d1", "held", ",\"reason\":\"UNKNOWN\",\"message\":\"nobody knows\"")
                                        + "," + Told.deployment(Told.ID, "waiting", ""),
                                ""))
                .on(
                        ENDED,
                        200,
                        Told.page(
                                Told.deployment(
                                        "d3",
                                        "failed",
                                        ",\"endedAt\":\"2020-01-01T00:00:10.000Z\",\"reason\":\"EXIT_CODE\""),
                                ""));

        assertThat(ledger.gate("status")).isZero();

        assertThat(ledger.out()
                        .lines()
                        .map(line -> line.replaceAll("\\d+ d \\d+ h ago", "AGO").replaceAll(" +", " ")))
                .containsExactly(
                        "held: 1",
                        " DEPLOYMENT APPLICATION VERSION STATUS SINCE ACTOR WHY",
                        " d1 " + Told.APPLICATION + " 1.4.0 held AGO token:ci (ann) UNKNOWN: nobody knows",
                        "moving: 1",
                        " DEPLOYMENT APPLICATION VERSION STATUS SINCE ACTOR",
                        " d234567abcde " + Told.APPLICATION + " 1.4.0 waiting AGO token:ci (ann)",
                        "ended last: 1",
                        " DEPLOYMENT APPLICATION VERSION STATUS SINCE ACTOR WHY",
                        " d3 " + Told.APPLICATION + " 1.4.0 failed AGO token:ci (ann) EXIT_CODE");
        assertThat(ledger.err()).isEmpty();
    }

    @Test
    void nothingIsAlsoAnAnswer() {
        ledger.on("/v1/deployments", 200, Told.page("", ""));

        assertThat(ledger.gate("status")).isZero();

        assertThat(ledger.out().strip()).isEqualTo("nothing moves, and nothing ended");
    }

    @Test
    void optionsChooseDeployments() {
        ledger.on("/v1/deployments", 200, Told.page("", ""));

        int exit = ledger.gate(
                "status",
                "orders-api",
                "--environment=production",
                "--status=failed,cancelled",
                "--actor=token:ci (ann)",
                "--commit=abcdef0",
                "--since=2026-11-27",
                "--until=2026-11-27T14:00:00+01:00",
                "--limit=3");

        assertThat(exit).isZero();
        assertThat(ledger.asked())
                .containsExactly("/v1/deployments?environment=production&actor=token%3Aci+%28ann%29&commit=abcdef0"
                        + "&since=2026-11-27T00%3A00%3A00Z&until=2026-11-27T13%3A00%3A00Z&application=orders-api"
                        + "&status=failed&status=cancelled&limit=3");
    }

    @Test
    void optionsThatAreNoStatusNoTimeAndNoCountAreMisuse() {
        assertThat(ledger.gate("status", "--status=done")).isEqualTo(2);
        assertThat(ledger.gate("status", "--since=yesterday")).isEqualTo(2);
        assertThat(ledger.gate("status", "--limit=0")).isEqualTo(2);

        assertThat(ledger.err())
                .contains("'done' is none of waiting, ", "'yesterday' is no time such as", "'0' is no count from 1");
        assertThat(ledger.asked()).isEmpty();
    }

    @Test
    void ofAnApplicationWhatIsLiveAndWhatMovesIsShown() {
        String application = """
                {"id":"%s","name":"orders-api","environment":"production","lane":"l","live":%s,"moving":[%s],"last":%s}""".formatted(
                        Told.APPLICATION,
                        Told.deployment("d1", "deployed", ",\"endedAt\":\"2020-01-01T00:00:10.000Z\""),
                        Told.deployment("d2", "waiting", ""),
                        Told.deployment("d3", "failed", ",\"message\":\"exit code 1\""));
        ledger.on("/v1/applications?within=orders-api&limit=200", 200, "{\"applications\":[" + application + "]}");

        assertThat(ledger.gate("status", "orders-api")).isZero();

        assertThat(ledger.out().lines().map(line -> line.replaceAll("\\d+ d \\d+ h ago", "AGO")))
                .containsExactly(
                        Told.APPLICATION,
                        "  live: 1.4.0 (d1), deployed, AGO",
                        "  moves: 1.4.0 (d2), waiting, AGO",
                        "  last: 1.4.0 (d3), failed, AGO: exit code 1");
    }

    @Test
    void anApplicationThatNobodyDeployedIsSaid() {
        ledger.on("/v1/applications", 200, "{\"applications\":[],\"ledger\":{\"complete\":true}}");

        assertThat(ledger.gate("status", "a/b/c/d/e")).isEqualTo(1);

        assertThat(ledger.out().strip()).isEqualTo("the ledger knows nothing of 'a/b/c/d/e'");
    }

    @Test
    void anApplicationMayBeCalledLikeADeployment() {
        ledger.on("/v1/applications", 200, "{\"applications\":[{\"id\":\"a/b/c/d/database\"}]}");

        assertThat(ledger.gate("status", "database")).isZero();

        assertThat(ledger.asked())
                .containsExactly("/v1/deployments/database", "/v1/applications?within=database&limit=200");
        assertThat(ledger.out()).contains("a/b/c/d/database", "live: nothing");
    }

    @Test
    void ofADeploymentEverythingIsShown() {
        String more = """
                ,"repository":"acme/manifests","commit":"%s","execution":"projects/p/executions/e",\
                "why":{"text":"failed: exit code 1"},"events":[{"topic":"deployment-requested","partition":1,"offset":7,\
                "time":"2020-01-01T00:00:00.000Z"},{"topic":"migration-failed","partition":1,"offset":12,\
                "time":"2020-01-01T00:00:10.000Z"}]""".formatted("a".repeat(40));
        ledger.on("/v1/deployments/d234567a", 200, Told.deployment(Told.ID, "failed", more));

        assertThat(ledger.gate("status", "d234567a")).isZero();

        assertThat(ledger.out().lines())
                .startsWith(Told.ID, "  status: failed", "  why: failed: exit code 1")
                .contains(
                        "  migration: not applied, attempt 1",
                        "  application: " + Told.APPLICATION,
                        "  commit: " + "a".repeat(40),
                        "  execution: projects/p/executions/e",
                        "    2020-01-01T00:00:10.000Z  migration-failed      1:12");
        assertThat(ledger.out()).containsPattern("requested: 2020-01-01T00:00:00Z \\(\\d+ d \\d+ h ago\\) by token:ci");
    }

    @Test
    void whyADeploymentIsRepeatedIsShown() {
        String more = """
                ,"replayOf":"%s","events":[{"topic":"deployment-requested","partition":1,"offset":7,\
                "time":"2020-01-01T00:00:00.000Z","data":{"replayReason":"the region \\u001bwas lost"}}]""".formatted(Told.OTHER);
        ledger.on("/v1/deployments/d234567a", 200, Told.deployment(Told.ID, "deployed", more));

        assertThat(ledger.gate("status", "d234567a")).isZero();

        assertThat(ledger.out().lines())
                .containsSubsequence(
                        "  replay of: " + Told.OTHER, "  repeated because: the region ?was lost", "  events:");
    }

    @Test
    void jsonIsWhatTheLedgerSays() {
        String body = Told.deployment(Told.ID, "failed", ",\"unknown\" : [1.50]");
        ledger.on("/v1/deployments/" + Told.ID, 200, body)
                .on(UNENDED, 200, Told.page("", ""))
                .on(ENDED, 200, Told.page("{\"id\":\"d1\"}", ""));

        assertThat(ledger.gate("status", Told.ID, "--output=json")).isZero();
        assertThat(ledger.gate("status", "--output=json")).isZero();

        assertThat(ledger.out().lines())
                .containsExactly(
                        body,
                        "{\"moving\":" + Told.page("", "") + ",\"ended\":" + Told.page("{\"id\":\"d1\"}", "") + "}");
    }

    @Test
    void aLedgerThatIsBehindSaysSo() {
        String page = "{\"deployments\":[],\"ledger\":{\"complete\":false,\"read\":50,\"of\":200}}";
        ledger.on("/v1/deployments", 200, page);

        assertThat(ledger.gate("status")).isZero();

        assertThat(ledger.err().strip())
                .isEqualTo("gate: the ledger still reads what happened (25 %); the newest may be missing");
    }

    @Test
    void anAmbiguousIdIsSaidInTheLedgersWords() {
        ledger.on("/v1/deployments/d234567a", 409, "{\"title\":\"Ambiguous\",\"detail\":\"2 deployments begin so\"}");

        assertThat(ledger.gate("status", "d234567a")).isEqualTo(2);

        assertThat(ledger.err().strip())
                .isEqualTo(
                        "gate: the ledger at " + ledger.address() + " answers 409: Ambiguous: 2 deployments begin so");
    }

    @Test
    void whoMayNotAskIsToldWhatToDo() {
        ledger.on("/v1/deployments", 401, "{\"title\":\"Unauthorized\"}")
                .on("/v1/deployments", 401, "{\"title\":\"Unauthorized\"}")
                .on("/v1/deployments", 403, "{\"title\":\"Forbidden\",\"detail\":\"not a reader\"}");

        assertThat(ledger.gate("status")).isEqualTo(2);
        assertThat(ledger.gate("status", "--token=wrong")).isEqualTo(2);
        assertThat(ledger.gate("status", "--token=right")).isEqualTo(2);

        assertThat(ledger.err())
                .contains(
                        "wants to know who asks: give --token-file, --token or GATE_TOKEN: Unauthorized",
                        "does not accept the token: Unauthorized",
                        "does not allow this to the token: Forbidden: not a reader");
        assertThat(ledger.headers()).containsExactly("Authorization: Bearer wrong", "Authorization: Bearer right");
    }

    @Test
    void aLedgerOutOfReachIsNamed() {
        assertThat(ledger.run(List.of("status", "--ledger=http://127.0.0.1:1"))).isEqualTo(2);
        assertThat(ledger.run(List.of("status", "--ledger=localhost:8084"))).isEqualTo(2);
        ledger.on("/v1/deployments", 200, "<html>a proxy</html>");
        assertThat(ledger.gate("status")).isEqualTo(2);

        assertThat(ledger.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("gate: the ledger at http://127.0.0.1:1 is out of reach"),
                        line -> assertThat(line).startsWith("gate: 'localhost:8084' is no address of a ledger"),
                        line -> assertThat(line).contains("its answer is no JSON"));
    }

    @Test
    void aPathBeforeTheRoutesIsKept() {
        ledger.on("/ledger/v1/deployments", 200, Told.page("", ""));

        assertThat(ledger.run(List.of("status", "--ledger=" + ledger.address() + "/ledger/")))
                .isZero();
    }
}
