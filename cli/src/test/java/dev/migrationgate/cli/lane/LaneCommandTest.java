package dev.migrationgate.cli.lane;

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

class LaneCommandTest {
    private static final String RUNNING = """
            {"lanes":[{"lane":"Database/acme/retail/production/shop/orders",
              "holder":{"deploymentId":"d1","applicationId":"acme/retail/production/shop/api","version":"1.0.0","attempt":2,
                "requestedAt":"2020-01-01T00:00:00Z","queuedAt":"2020-01-01T00:00:00Z","phase":"running",
                "deadline":"2020-01-01T00:10:00Z","deadlineRule":"PT10M of running","execution":"projects/p/executions/e"},
              "waiting":[{"deploymentId":"d2","applicationId":"acme/retail/production/shop/billing","version":"2.0.0",
                "attempt":1,"requestedAt":"2020-01-01T00:00:00Z","queuedAt":"2020-01-01T00:00:00Z"}]}]}""";

    private static final String QUARANTINED = """
            {"lanes":[{"lane":"Database/acme/retail/staging/shop/orders",
              "holder":{"deploymentId":"d3","applicationId":"acme/retail/staging/shop/api","version":"1.0.0","attempt":1,
                "requestedAt":"2020-01-01T00:00:00Z","queuedAt":"2020-01-01T00:00:00Z","phase":"quarantined",
                "since":"2020-01-01T00:00:00Z","reason":"the execution was deleted"},"waiting":[]}]}""";

    private final List<HttpServer> runners = new ArrayList<>();
    private final StringWriter said = new StringWriter();

    @AfterEach
    void stop() {
        runners.forEach(runner -> runner.stop(0));
    }

    @Test
    void lanesOfAllRunnersAreListedByName() throws Exception {
        assertThat(gate("list", "--runner", runner(200, QUARANTINED) + "," + runner(200, RUNNING)))
                .isZero();

        assertThat(said.toString().lines())
                .containsExactly(
                        "Database/acme/retail/production/shop/orders",
                        "  held by: d1 (api 1.0.0, attempt 2)",
                        "  running, for at most 0 s more",
                        "  execution: projects/p/executions/e",
                        "  waiting: 1",
                        "Database/acme/retail/staging/shop/orders",
                        "  held by: d3 (api 1.0.0)",
                        said.toString().lines().toList().get(7),
                        "  reason: the execution was deleted",
                        "  goes on after: gate lane release d3 --verdict succeeded|failed --reason …");
        assertThat(said.toString()).containsPattern("  quarantined, since \\d+ d \\d+ h ago");
    }

    @Test
    void aLaneIsShownWithItsQueueByTheEndOfItsName() throws Exception {
        assertThat(gate("show", "shop/orders", "--runner", runner(200, RUNNING)))
                .isZero();

        assertThat(said.toString())
                .contains("held by: d1")
                .containsPattern("1\\. in line: d2 \\(billing 2\\.0\\.0\\), since \\d+ d \\d+ h ago")
                .contains("one migration at a time");
    }

    @Test
    void aLaneShowsWhoseDatabasePasswordsAreToChange() throws Exception {
        String rotating = """
                {"lanes":[{"lane":"Database/acme/retail/production/shop/orders","epoch":1,"waiting":[],\
                "rotations":["acme/retail/production/shop/api"]}]}""";
        String expected = "  new passwords with the next deployment of: acme/retail/production/shop/api";

        assertThat(gate("list", "--runner", runner(200, rotating))).isZero();
        assertThat(said.toString().lines())
                .containsExactly("Database/acme/retail/production/shop/orders", "  nobody holds it", expected);

        assertThat(gate("show", "orders", "--runner", runner(200, rotating))).isZero();
        assertThat(said.toString().lines().toList()).hasSize(6).endsWith(expected);
    }

    @Test
    void partOfANameIsNoName() throws Exception {
        assertThat(gate("show", "ders", "--runner", runner(200, RUNNING))).isZero();

        assertThat(said.toString()).contains("nobody holds it, and nobody waits");
    }

    @Test
    void severalLanesThatEndAlikeAreNamed() throws Exception {
        assertThat(gate("show", "orders", "--runner", runner(200, RUNNING) + "," + runner(200, QUARANTINED)))
                .isEqualTo(2);

        assertThat(said.toString()).contains("production/shop/orders, ").contains("staging/shop/orders");
    }

    @Test
    void jsonIsWhatTheRunnersSay() throws Exception {
        assertThat(gate("list", "--output", "json", "--runner", runner(200, RUNNING)))
                .isZero();

        assertThat(said.toString().strip()).isEqualTo(RUNNING.replaceAll("\\n *", ""));
    }

    @Test
    void nothingIsSaidToBeFreeWhileARunnerHasNoAnswer() throws Exception {
        String moving = "{\"problem\":\"the states are being moved\"}";

        assertThat(gate("list", "--runner", runner(200, "{\"lanes\":[]}") + "," + runner(503, moving)))
                .isEqualTo(2);

        assertThat(said.toString())
                .contains("answers 503")
                .contains("being moved")
                .doesNotContain("free");
    }

    @Test
    void noLaneAtAllIsSaid() throws Exception {
        assertThat(gate("list", "--runner", runner(200, "{\"lanes\":[]}"))).isZero();

        assertThat(said.toString().strip()).isEqualTo("every lane is free");
    }

    private int gate(String... words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        List<String> all = new ArrayList<>(List.of("lane"));
        all.addAll(List.of(words));
        return gate.execute(all.toArray(String[]::new));
    }

    private String runner(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/lanes", exchange -> {
            try (exchange) {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        runners.add(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }
}
