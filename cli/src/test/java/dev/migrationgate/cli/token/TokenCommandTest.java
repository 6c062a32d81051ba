package dev.migrationgate.cli.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.Gate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TokenCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aNewTokenIsPrintedAloneAndItsEntryHoldsOnlyItsDigest() {
        int exit = gate(
                "token",
                "new",
                "--name",
                "ci-retail",
                "--role",
                "deployer",
                "--scope",
                "acme/retail",
                "--expires",
                "2027-01-31");

        assertThat(exit).isZero();
        String token = out.toString().strip();
        assertThat(token).matches("mg_[A-Za-z0-9_-]{43}");
        assertThat(err.toString())
                .contains(
                        "  - name: \"ci-retail\"",
                        "    role: deployer",
                        "    scope: \"acme/retail\"",
                        "    expires: 2027-01-31")
                .contains("    sha256: \"" + hash(token) + "\"")
                .doesNotContain(token);
    }

    @Test
    void aProgramGetsTheTokenAndItsEntryTogether() throws IOException {
        assertThat(gate("token", "new", "--name=ci", "--role=deployer", "--scope=acme", "--output=json"))
                .isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        String token = json.path("token").asText();
        assertThat(json.path("entry")).isEqualTo(new ObjectMapper().readTree("""
                        {"name":"ci","sha256":"%s","role":"deployer","scope":"acme"}""".formatted(hash(token))));
        assertThat(hash(token, "--output=json")).isEqualTo("{\"sha256\":\"" + hash(token) + "\"}");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void twoTokensAreNeverTheSame() {
        gate("token", "new", "--name", "a", "--role", "viewer");
        gate("token", "new", "--name", "a", "--role", "viewer");

        assertThat(out.toString().lines().distinct()).hasSize(2);
    }

    @Test
    void theDigestIsTheOneThatAnybodyComputes() {
        // printf 'mg_AAAA…' (43 times A) | sha256sum
        assertThat(hash("mg_" + "A".repeat(43)))
                .isEqualTo("c8e660c6474a0fd4c67d4c3920caeb00f13e5ae5e311a0a1472929a434756993");
    }

    @Test
    void whatIsNoTokenIsRefusedAndNotRepeated() {
        assertThat(new CommandLine(new HashCommand(stream("hunter2\n")))
                        .setErr(new PrintWriter(err))
                        .execute())
                .isNotZero();
        assertThat(new Token("mg_" + "A".repeat(43))).hasToString("Token");
    }

    @Test
    void aNameARoleAndAScopeMustHaveTheirForm() {
        assertThat(gate("token", "new", "--name", "a b", "--role", "viewer")).isEqualTo(2);
        assertThat(gate("token", "new", "--name", "a", "--role", "boss")).isEqualTo(2);
        assertThat(gate("token", "new", "--name", "a", "--role", "viewer", "--scope", "a//b"))
                .isEqualTo(2);
        assertThat(gate("token", "new", "--name", "a", "--role", "viewer", "--expires", "soon"))
                .isEqualTo(2);
        assertThat(gate("token")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTokenIsSentWithEverythingThatIsAskedOfIngest() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "mg_" + "A".repeat(43) + "\n");
        Path manifest = Files.writeString(folder.resolve("a.yaml"), "kind: Application\n");
        List<String> sent = new ArrayList<>();
        HttpServer ingest = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ingest.createContext("/", exchange -> {
            try (exchange) {
                sent.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                exchange.getRequestBody().readAllBytes();
                byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(202, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        ingest.start();
        try {
            String[] token = {
                "--token-file",
                file.toString(),
                "--ingest",
                "http://127.0.0.1:" + ingest.getAddress().getPort()
            };
            for (List<String> words : List.of(
                    List.of("deploy", manifest.toString()),
                    List.of("cancel", "d1", "--reason", "r"),
                    List.of("retry", "d1", "--reason", "r"),
                    List.of("lane", "release", "d1", "--verdict", "failed", "--reason", "r"),
                    List.of("database", "rotate", "d1", "--reason", "r"))) {
                var all = new ArrayList<>(words);
                all.addAll(List.of(token));
                assertThat(gate(all.toArray(String[]::new))).as(err.toString()).isZero();
            }
        } finally {
            ingest.stop(0);
        }

        assertThat(sent).hasSize(5).containsOnly("Bearer mg_" + "A".repeat(43));
    }

    @Test
    void aTokenFileThatIsMissingOrNoTokenIsMisuseAndNotShown() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "two words\n");

        assertThat(gate("cancel", "d1", "--reason", "r", "--ingest", "http://127.0.0.1:1", "--token-file", "" + file))
                .isEqualTo(2);
        assertThat(gate("cancel", "d1", "--reason", "r", "--ingest", "http://127.0.0.1:1", "--token-file", file + "x"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("no token has", "cannot read the token file")
                .doesNotContain("two words");
    }

    private String hash(String token, String... options) {
        var said = new StringWriter();
        new CommandLine(new HashCommand(stream(token + "\n")))
                .setOut(new PrintWriter(said))
                .execute(options);
        return said.toString().strip();
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private int gate(String... words) {
        return Gate.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }
}
