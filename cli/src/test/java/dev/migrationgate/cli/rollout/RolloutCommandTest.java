package dev.migrationgate.cli.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class RolloutCommandTest {
    private static final String API = """
            {"rollouts":[{"applicationId":"acme/retail/production/shop/api",
              "current":{"deploymentId":"d3","version":"1.0.3","requestedAt":"2020-01-01T00:00:00Z",
                "gateOpenedAt":"2020-01-01T00:01:00Z","phase":"creating-revision","since":"2020-01-01T00:01:00Z",
                "deadline":"2020-01-01T00:16:00Z","troubles":4,"lastTrouble":"UNAVAILABLE: away"},
              "waiting":[{"deploymentId":"d2","version":"1.0.2","requestedAt":"2020-01-01T00:00:00Z",
                "gateOpenedAt":"2020-01-01T00:01:00Z"}],"deployed":"d1"}]}""";

    private static final String BILLING = """
            {"rollouts":[{"applicationId":"acme/retail/staging/billing/api",
              "current":{"deploymentId":"d9","version":"2.0.0","requestedAt":"2020-01-01T00:00:00Z",
                "gateOpenedAt":"2020-01-01T00:01:00Z","phase":"withdrawing-traffic","since":"2020-01-01T00:01:00Z",
                "reason":"the route is not ready","troubles":0},"waiting":[]}]}""";

    private final List<HttpServer> deployers = new ArrayList<>();
    private final StringWriter said = new StringWriter();

    @AfterEach
    void stop() {
        deployers.forEach(deployer -> deployer.stop(0));
    }

    @Test
    void rolloutsOfAllDeployersAreListedByApplication() throws Exception {
        assertThat(gate("list", "--deployer", deployer(200, BILLING) + "," + deployer(200, API)))
                .isZero();

        assertThat(said.toString().replaceAll("\\d+ d \\d+ h", "AGES").lines())
                .containsExactly(
                        "acme/retail/production/shop/api",
                        "  rolled out: d3 (1.0.3)",
                        "  creating-revision, begun AGES ago, for at most 0 s more",
                        "  troubles in this phase: 4",
                        "  last trouble: UNAVAILABLE: away",
                        "  serving: d1",
                        "  waiting: 1",
                        "acme/retail/staging/billing/api",
                        "  rolled out: d9 (2.0.0)",
                        "  withdrawing-traffic, begun AGES ago",
                        "  fails, once the traffic is back: the route is not ready");
    }

    @Test
    void anApplicationIsShownWithItsQueueByTheEndOfItsName() throws Exception {
        assertThat(gate("show", "shop/api", "--deployer", deployer(200, API))).isZero();

        assertThat(said.toString())
                .containsPattern("1\\. in line: d2 \\(1\\.0\\.2\\), whose gate opened \\d+ d \\d+ h ago")
                .contains("one rollout at a time");
    }

    @Test
    void partOfANameIsNoName() throws Exception {
        assertThat(gate("show", "pi", "--deployer", deployer(200, API))).isZero();

        assertThat(said.toString()).contains("nothing is rolled out, and nothing waits");
    }

    @Test
    void severalApplicationsThatEndAlikeAreNamed() throws Exception {
        assertThat(gate("show", "api", "--deployer", deployer(200, API) + "," + deployer(200, BILLING)))
                .isEqualTo(2);

        assertThat(said.toString()).contains("shop/api, ").contains("billing/api");
    }

    @Test
    void jsonIsWhatTheDeployersSay() throws Exception {
        assertThat(gate("list", "--output", "json", "--deployer", deployer(200, API)))
                .isZero();

        assertThat(said.toString().strip()).isEqualTo(API.replaceAll("\\n *", ""));
    }

    @Test
    void nothingIsSaidToRestWhileADeployerHasNoAnswer() throws Exception {
        String moving = "{\"problem\":\"the states are being moved\"}";

        assertThat(gate("list", "--deployer", deployer(200, "{\"rollouts\":[]}") + "," + deployer(503, moving)))
                .isEqualTo(2);

        assertThat(said.toString())
                .contains("the deployer at")
                .contains("answers 503")
                .doesNotContain("nothing");
    }

    @Test
    void noRolloutAtAllIsSaid() throws Exception {
        assertThat(gate("list", "--deployer", deployer(200, "{\"rollouts\":[]}")))
                .isZero();

        assertThat(said.toString().strip()).isEqualTo("nothing is rolled out");
    }

    private int gate(String... words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        List<String> all = new ArrayList<>(List.of("rollout"));
        all.addAll(List.of(words));
        return gate.execute(all.toArray(String[]::new));
    }

    private String deployer(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/rollouts", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        deployers.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
