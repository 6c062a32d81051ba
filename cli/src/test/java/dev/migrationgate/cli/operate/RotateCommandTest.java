package dev.migrationgate.cli.operate;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RotateCommandTest {
    private final StringWriter said = new StringWriter();
    private final List<String> posted = new ArrayList<>();
    private HttpServer ingest;
    private int status = 202;
    private String answer = "{\"commandId\":\"c\"}";

    RotateCommandTest() throws IOException {
        ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        ingest.createContext("/", exchange -> {
            try (exchange) {
                posted.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        ingest.start();
    }

    @AfterEach
    void stop() {
        ingest.stop(0);
    }

    @Test
    void newPasswordsAreAskedForAndWhenTheyComeIsSaid() {
        assertThat(rotate("d1", "--actor", "ada", "--reason", "a laptop was lost"))
                .isZero();

        assertThat(posted)
                .containsExactly(
                        "POST /v1/deployments/d1/commands",
                        "{\"command\":\"rotate\",\"reason\":\"a laptop was lost\",\"actor\":\"ada\"}");
        assertThat(said.toString())
                .contains("asked to rotate d1", "with the application's next deployment", "gate deploy");
    }

    @Test
    void whatIngestRefusesPromisesNothing() {
        status = 404;
        answer = "{\"title\":\"Unknown deployment\"}";

        assertThat(rotate("d1", "--reason", "a laptop was lost")).isEqualTo(1);

        assertThat(said.toString()).contains("refused (404)").doesNotContain("next deployment");
    }

    @Test
    void aProgramIsToldWhatWasAskedAndWhatWasRefused() {
        assertThat(rotate("d1", "--reason", "a laptop was lost", "--output", "json"))
                .isZero();
        status = 409;
        answer = "{\"title\":\"It\",\"detail\":\"does\\u001bnot fit\"}";
        assertThat(rotate("d1", "--reason", "a laptop was lost", "--output", "json"))
                .isEqualTo(1);

        assertThat(said.toString().lines())
                .containsExactly(
                        "{\"command\":\"rotate\",\"deployment\":\"d1\"}",
                        "{\"command\":\"rotate\",\"deployment\":\"d1\",\"refused\":{\"status\":409,\"kind\":\"\","
                                + "\"problem\":\"It: does\\u001Bnot fit\",\"findings\":[]}}",
                        "refused (409): It: does?not fit");
    }

    @Test
    void aReasonIsRequired() {
        assertThat(rotate("d1")).isEqualTo(2);

        assertThat(said.toString()).contains("--reason");
        assertThat(posted).isEmpty();
    }

    @Test
    void theGroupAloneNamesItsCommands() {
        int exit = Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("database");

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains("Missing command: rotate");
    }

    private int rotate(String... words) {
        List<String> all = new ArrayList<>(List.of("database", "rotate"));
        all.addAll(List.of(words));
        all.addAll(List.of("--ingest", "http://127.0.0.1:" + ingest.getAddress().getPort()));
        return Gate.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(all.toArray(String[]::new));
    }
}
