package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.StubLedger;
import dev.migrationgate.cli.ledger.Told;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The stub is ingest as well: their routes differ by nothing but the method. */
class DeployAndWaitTest {
    private StubLedger ledger;

    @BeforeEach
    void start() throws IOException {
        ledger = new StubLedger();
        ledger.on("/v1/deployments", 202, """
                {"deployments":[{"deploymentId":"%s","applicationId":"%s"}]}""".formatted(Told.ID, Told.APPLICATION));
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @ParameterizedTest
    @CsvSource({"deployed,0", "failed,1", "cancelled,4", "superseded,4"})
    void theExitCodeIsTheOutcome(String status, int exit) {
        ledger.on("/v1/deployments/" + Told.ID, 200, Told.deployment(Told.ID, status, ",\"message\":\"so it is\""));

        assertThat(deploy("--wait", "--ledger=" + ledger.address(), "--token=secret"))
                .isEqualTo(exit);

        assertThat(ledger.out().lines())
                .containsExactly(
                        Told.ID + "  " + Told.APPLICATION,
                        "orders-api d234567abcde: " + status + " after 0 s: so it is");
        assertThat(ledger.headers()).containsExactly("Authorization: Bearer secret", "Authorization: Bearer secret");
    }

    @Test
    void aTimeoutEndsTheWaitAndNotTheDeployment() {
        ledger.on("/v1/deployments/" + Told.ID, 404, "{\"title\":\"Not found\"}");

        assertThat(deploy("--wait", "--timeout=0s", "--ledger=" + ledger.address()))
                .isEqualTo(3);

        assertThat(ledger.err().strip())
                .isEqualTo(
                        "gate: orders-api d234567abcde is not known to the ledger after 0 s; it goes on without being"
                                + " waited for: gate why " + Told.ID);
    }

    @Test
    void aLedgerOutOfReachDoesNotEndTheWaitByItself() {
        assertThat(deploy("--wait", "--timeout=0s", "--ledger=http://127.0.0.1:1"))
                .isEqualTo(3);

        assertThat(ledger.err())
                .startsWith("gate: the ledger at http://127.0.0.1:1 does not answer (")
                .hasLineCount(2);
    }

    @Test
    void withoutALedgerNothingIsPosted() {
        assertThat(deploy("--wait")).isEqualTo(2);
        assertThat(deploy("--wait", "--ledger=nowhere")).isEqualTo(2);
        assertThat(deploy("--timeout=1m")).isEqualTo(2);
        assertThat(deploy("--wait", "--timeout=soon", "--ledger=" + ledger.address()))
                .isEqualTo(2);

        assertThat(ledger.asked()).isEmpty();
        assertThat(ledger.err())
                .contains(
                        "--wait needs the ledger's address: --ledger or GATE_LEDGER",
                        "'nowhere' is no address of a ledger",
                        "--timeout is for --wait",
                        "'soon' is no duration such as");
    }

    @Test
    void withoutWaitingTheLedgerIsNotAsked() {
        assertThat(deploy("--ledger=" + ledger.address())).isZero();

        assertThat(ledger.asked()).containsExactly("/v1/deployments");
    }

    @Test
    void asJsonTheAnswerOfIngestIsFollowedByThatOfTheLedger() {
        String told = Told.deployment(Told.ID, "deployed", "");
        ledger.on("/v1/deployments/" + Told.ID, 200, told);

        assertThat(deploy("--output=json", "--wait", "--ledger=" + ledger.address()))
                .isZero();

        assertThat(ledger.out().lines())
                .containsExactly(
                        "{\"deployments\":[{\"deploymentId\":\"%s\",\"applicationId\":\"%s\"}]}"
                                .formatted(Told.ID, Told.APPLICATION),
                        "{\"deployments\":[" + told + "]}");
        assertThat(ledger.err().strip()).isEqualTo("orders-api d234567abcde: deployed after 0 s");
    }

    @Test
    void asJsonARefusalHasItsFindings() throws IOException {
        try (var refusing = new StubLedger().on("/v1/deployments", 422, """
                {"title":"The manifests are not valid","findings":[{"file":"a.yaml","line":3,"message":"is wrong"}]}""")) {
            int exit = refusing.run(List.of("deploy", "pom.xml", "--output=json", "--ingest=" + refusing.address()));

            assertThat(exit).isEqualTo(1);
            assertThat(refusing.out().strip())
                    .isEqualTo("{\"refused\":{\"status\":422,\"kind\":\"\",\"problem\":\"The manifests are not valid\","
                            + "\"findings\":[\"a.yaml:3 is wrong\"]}}");
            assertThat(refusing.err()).contains("refused (422): The manifests are not valid", "  a.yaml:3 is wrong");
        }
    }

    @Test
    void whatIngestSaysIsMadeFitForATerminalAsWell() throws IOException {
        try (var evil = new StubLedger().on("/v1/deployments", 202, """
                {"deployments":[{"deploymentId":"d\\u001b[2J/../x","applicationId":"a\\nb"}]}""")) {
            int exit = evil.run(List.of(
                    "deploy",
                    "pom.xml",
                    "--ingest=" + evil.address(),
                    "--wait",
                    "--timeout=0s",
                    "--ledger=" + evil.address()));

            assertThat(exit).isEqualTo(3);
            assertThat(evil.out()).startsWith("d?[2J/../x  a?b" + System.lineSeparator());
            assertThat(evil.out() + evil.err()).doesNotContain("\u001b");
            assertThat(evil.asked()).endsWith("/v1/deployments/d%1B%5B2J%2F..%2Fx");
        }
    }

    private int deploy(String... options) {
        List<String> words = new ArrayList<>(List.of("deploy", "pom.xml", "--ingest=" + ledger.address()));
        words.addAll(Arrays.asList(options));
        return ledger.run(words);
    }
}
