package dev.migrationgate.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.audit.Selection;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.cli.Gate;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditCommandTest {
    private static final SigningKey KEY = SigningKey.draw();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine gate =
            Gate.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    private final List<String> asked = new ArrayList<>();

    @TempDir
    private Path folder;

    private final HttpServer ledger;
    private volatile String answer = "";
    private volatile int status = 200;

    AuditCommandTest() throws IOException {
        ledger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void start() {
        ledger.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        ledger.start();
    }

    @AfterEach
    void stop() {
        ledger.stop(0);
    }

    @Test
    void whatIsExportedIsProven() throws IOException {
        answer = Exported.by(KEY, Selection.ALL);

        assertThat(export("--since=2026-01-31", "--until=2026-02-01T12:00:00Z", "--application=acme/retail"))
                .isZero();
        assertThat(asked)
                .containsExactly(
                        "/v1/audit?since=2026-01-31T00%3A00%3A00Z&until=2026-02-01T12%3A00%3A00Z&application=acme%2Fretail"
                                + " Bearer mg_1");
        assertThat(file()).hasContent(answer);
        assertThat(verify()).isZero();
        assertThat(out.toString())
                .contains("proven: 2 events of 2 deployments, in 1 blocks")
                .contains("deployment-requested/3: offsets 2048 to 2050; of those before nothing is known");
        assertThat(files()).containsExactly(file());
    }

    @Test
    void aChangeIsNamedWithItsPlace() throws IOException {
        Files.writeString(
                file(), Exported.by(KEY, Selection.ALL).replace("\"version\":\"1.4.0\"", "\"version\":\"1.4.1\""));

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString())
                .contains("line 3: deployment-requested/3@2048: event-changed: ")
                .contains("line 4: deployment-requested/3@2050: event-changed: ")
                .contains("NOT PROVEN: ");
    }

    @Test
    void programsGetOneObject() throws IOException {
        Files.writeString(file(), Exported.by(SigningKey.draw(), Selection.ALL));

        assertThat(verify("--output=json")).isEqualTo(1);
        JsonNode verdict = new ObjectMapper().readTree(out.toString());
        assertThat(verdict.path("proven").booleanValue()).isFalse();
        assertThat(verdict.path("findings").findValuesAsText("kind")).containsExactly("key-unknown", "key-unknown");
        assertThat(verdict.path("partitions").path(0).path("from").longValue()).isEqualTo(2_048);
    }

    @Test
    void programsAreToldWhatWasWritten() throws IOException {
        answer = Exported.by(KEY, Selection.ALL);
        Path secret = folder.resolve("key.pem");

        assertThat(export("--output=json")).isZero();
        assertThat(gate.execute("audit", "key", "new", "--out=" + secret, "--output=json"))
                .isZero();

        var made = SigningKey.of(Files.readString(secret), Files.readString(folder.resolve("key.pem.pub")));
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"file\":\"%s\",\"bytes\":%d,\"events\":2}".formatted(file(), Files.size(file())),
                        "{\"key\":\"%s\",\"private\":\"%s\",\"public\":\"%s.pub\"}"
                                .formatted(made.id(), secret, secret));
    }

    @Test
    void theAnswerToAnotherQuestionIsNoProof() throws IOException {
        var narrow = new Selection(OptionalLong.of(0), OptionalLong.empty(), Optional.of("acme"));
        Files.writeString(file(), Exported.by(KEY, narrow));

        assertThat(verify("--application=acme", "--since=1970-01-01")).isZero();
        assertThat(verify("--application=acme/retail")).isEqualTo(1);
        assertThat(out.toString())
                .contains("selection-differs: it is the answer to another question: application differs");
    }

    @Test
    void anEarlierExportMustHaveTheSameHistory() throws IOException {
        Path earlier = folder.resolve("earlier.jsonl");
        Files.writeString(file(), Exported.by(KEY, Selection.ALL));
        Files.writeString(earlier, Exported.by(SigningKey.draw(), Selection.ALL));

        assertThat(verify("--earlier=" + earlier)).isZero();
        Files.writeString(
                earlier, Exported.by(KEY, Selection.ALL).replaceAll("\"root\":\"[0-9a-f]{8}", "\"root\":\"00000000"));
        assertThat(verify("--earlier=" + earlier)).isEqualTo(1);
        assertThat(out.toString()).contains("deployment-requested/3@2048: history-differs: ");
        Files.writeString(earlier, "nothing");
        assertThat(verify("--earlier=" + earlier)).isEqualTo(2);
    }

    @Test
    void noControlOfTheTerminalComesOutOfAFile() throws IOException {
        Files.writeString(file(), Exported.by(KEY, Selection.ALL).replace("deployment-requested", "x\\u001b[31m"));

        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString()).contains("x?[31m/3@2048").doesNotContain("\u001b");
    }

    @Test
    void whatIsThereAlreadyStays() throws IOException {
        Files.writeString(file(), "mine");

        assertThat(export()).isEqualTo(2);
        assertThat(file()).hasContent("mine");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPathInTheLedgersAddressStandsBeforeTheRoute() throws IOException {
        answer = Exported.by(KEY, Selection.ALL);

        int code = gate.execute(
                "audit",
                "export",
                "--ledger=http://127.0.0.1:" + ledger.getAddress().getPort() + "/gate/",
                "--file=" + file());

        assertThat(code).isZero();
        assertThat(asked).containsExactly("/gate/v1/audit null");
    }

    @Test
    void anAddressThatIsNoneIsMisuse() throws IOException {
        int code = gate.execute("audit", "export", "--ledger=localhost:8084", "--file=" + file());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("'localhost:8084' is no address of a ledger, such as http://127.0.0.1:8084")
                .doesNotContain("Exception");
        assertThat(files()).isEmpty();
    }

    @Test
    void aPrivateKeyThatIsThereStaysAndGetsNoOtherPublicOne() throws IOException {
        Path secret = Files.writeString(folder.resolve("key.pem"), "mine");

        assertThat(gate.execute("audit", "key", "new", "--out=" + secret)).isEqualTo(2);

        assertThat(err.toString()).contains(secret + " is there already, and stays as it is");
        assertThat(secret).hasContent("mine");
        assertThat(files()).containsExactly(secret);
    }

    @Test
    void halfAnAnswerLeavesNoFile() throws IOException {
        answer = Exported.by(KEY, Selection.ALL).lines().findFirst().orElseThrow() + "\n";

        assertThat(export()).isEqualTo(1);
        assertThat(err.toString()).contains("ended its answer before the export's end");
        assertThat(files()).isEmpty();
    }

    @Test
    void aRefusalIsShownAndLeavesNoFile() throws IOException {
        status = 403;
        answer = "{\"title\":\"not yours\"}";

        assertThat(export()).isEqualTo(1);
        assertThat(err.toString()).contains("answers 403: not yours");
        assertThat(files()).isEmpty();
    }

    @Test
    void aKeyThatWasMadeSignsAndVerifies() throws IOException {
        Path secret = folder.resolve("key.pem");

        assertThat(gate.execute("audit", "key", "new", "--out=" + secret)).isZero();
        var made = SigningKey.of(Files.readString(secret), Files.readString(folder.resolve("key.pem.pub")));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        assertThat(out.toString()).startsWith(made.id() + "  ");
        Files.writeString(file(), Exported.by(made, Selection.ALL));
        assertThat(gate.execute("audit", "verify", file().toString(), "--key=" + secret + ".pub"))
                .isZero();
        assertThat(gate.execute("audit", "key", "new", "--out=" + secret)).isEqualTo(2);
        assertThat(gate.execute("audit", "verify", file().toString(), "--key=" + secret))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no PEM file of the kind 'PUBLIC KEY'");
    }

    @Test
    void aDayThatIsNoneIsMisuse() {
        assertThat(export("--since=yesterday")).isEqualTo(2);
        assertThat(err.toString()).contains("'yesterday' is no time such as 2026-11-27");
    }

    private int export(String... more) {
        return gate.execute(Stream.concat(
                        Stream.of(
                                "audit",
                                "export",
                                "--ledger=http://127.0.0.1:"
                                        + ledger.getAddress().getPort(),
                                "--file=" + file(),
                                "--token=mg_1"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private int verify(String... more) throws IOException {
        Path key = Files.writeString(folder.resolveSibling("key-" + KEY.id() + ".pub"), KEY.publicPem());
        try {
            return gate.execute(
                    Stream.concat(Stream.of("audit", "verify", file().toString(), "--key=" + key), Stream.of(more))
                            .toArray(String[]::new));
        } finally {
            Files.delete(key);
        }
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
