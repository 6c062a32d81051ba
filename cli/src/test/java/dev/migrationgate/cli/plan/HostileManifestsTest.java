package dev.migrationgate.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.cli.Gate;
import dev.migrationgate.repository.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Manifests whose texts are not fit to be shown as they are. */
class HostileManifestsTest {
    private static final String SECRET = "ghp_" + "a1B2".repeat(9);
    private static final String PASSWORD = "swordfish7";
    private static final String HEAD = "apiVersion: lowops.manifests.v1\n";
    private static final String PLACE =
            "project: shop, environment: production, organizational-unit: retail, organization: acme}\n";
    private static final String APPLICATION = HEAD + "kind: Application\nmetadata: {name: orders, " + PLACE + """
            spec:
              target: CLOUD_RUN
              runMigrationJob: true
              accessControl:
                database: {name: shop-db, schema: "%s", privileges: [USAGE], secretSource: {envVar: DATABASE_URL}}
            """;
    private static final String CONFIG = HEAD + "kind: DeploymentConfig\nmetadata: {name: orders, " + PLACE + """
            spec:
              version: "1.0.0"
              container: {image: "docker.example.org/orders%1$s", command: [serve, "%1$s"], args: ["%1$s"]}
              migrationJobContainer: {command: [migrate, "%1$s"]}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void commit() throws IOException {
        write("database.yaml", HEAD + "kind: Database\nmetadata: {name: shop-db, " + PLACE + "spec: {cpuCount: 2}\n");
        Checkout.commitAll(folder);
    }

    @Test
    void whatIsASecretByItsFormIsInNoLine() throws IOException {
        write("application.yaml", APPLICATION.formatted(SECRET));
        write("config.yaml", CONFIG.formatted("/" + SECRET + "/https://shop:" + PASSWORD + "@db"));

        plan("text");

        assertThat(said.toString())
                .contains("2 manifests added", "runs: serve", "runs: migrate", "schema: nothing")
                .doesNotContain(SECRET, PASSWORD);
    }

    @Test
    void whatIsASecretByItsFormIsInNoJson() throws IOException {
        write("application.yaml", APPLICATION.formatted(SECRET));
        write("config.yaml", CONFIG.formatted("/" + SECRET + "/https://shop:" + PASSWORD + "@db"));

        plan("json");

        JsonNode service = new ObjectMapper()
                .readTree(said.toString())
                .path("applications")
                .path(0)
                .path("service");
        assertThat(service.path("command").path(0).asText()).isEqualTo("serve");
        assertThat(service.path("command").path(1).asText()).isEqualTo("/…://shop:…@db");
        assertThat(said.toString()).contains("MG051").doesNotContain(SECRET, PASSWORD);
    }

    @Test
    void whatIsASecretByItsOptionIsInNoLine() throws IOException {
        write("application.yaml", APPLICATION.formatted("orders"));
        write("config.yaml", CONFIG.formatted("").replace("\"\"", "--db.password=" + PASSWORD));

        plan("text");

        assertThat(said.toString())
                .contains("MG052", "runs: serve --db.password=… --db.password=…", "runs: migrate --db.password=…")
                .doesNotContain(PASSWORD);
    }

    @Test
    void whatIsASecretByItsOptionIsInNoJson() throws IOException {
        write("application.yaml", APPLICATION.formatted("orders"));
        write("config.yaml", CONFIG.formatted("").replace("\"\"", "--db.password=" + PASSWORD));

        plan("json");

        JsonNode change = new ObjectMapper()
                .readTree(said.toString())
                .path("applications")
                .path(0);
        for (JsonNode words : change.findValues("command")) {
            assertThat(words.path(1).asText()).isEqualTo("--db.password=…");
        }
        assertThat(change.findValue("args").path(0).asText()).isEqualTo("--db.password=…");
        assertThat(said.toString()).contains("MG052").doesNotContain(PASSWORD);
    }

    @Test
    void whatValidateRefusesAsNotUtf8IsRefusedInTheSameWords() throws IOException {
        Files.write(
                folder.resolve("latin.yaml"),
                (APPLICATION.formatted("orders") + "# caf\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        plan("json");
        JsonNode planned = new ObjectMapper().readTree(said.toString());
        said.getBuffer().setLength(0);
        gate("validate", folder.toString(), "--format", "json");
        JsonNode validated = new ObjectMapper().readTree(said.toString());

        assertThat(planned.path("refused").asBoolean()).isTrue();
        assertThat(planned.path("findings")).hasSize(1);
        for (String field : List.of("line", "column", "code", "message", "cure")) {
            assertThat(planned.findValuesAsText(field)).as(field).isEqualTo(validated.findValuesAsText(field));
        }
    }

    @Test
    void whatAUserWroteStartsNoLineAndMovesNoCursor() throws IOException {
        String forged = "\\nforged\\r\\e[2J\\x9b2J\\u202eforged";
        write("application.yaml", APPLICATION.formatted(forged));
        write("config.yaml", CONFIG.formatted(forged));

        plan("text");

        assertThat(said.toString()).contains("service: docker.example.org/orders", "database access: schema: nothing");
        assertThat(said.toString().lines()).noneMatch(line -> line.startsWith("forged"));
        assertThat(said.toString().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Test
    void theSeverityOfAFindingIsSpeltAsValidateSpellsIt() throws IOException {
        write("application.yaml", APPLICATION.formatted("orders"));
        write("config.yaml", CONFIG.formatted("").replace("version:", "versoin:"));

        plan("json");
        JsonNode planned = new ObjectMapper().readTree(said.toString()).path("findings");
        said.getBuffer().setLength(0);
        gate("validate", folder.toString(), "--format", "json");
        JsonNode validated = new ObjectMapper().readTree(said.toString()).path("findings");

        assertThat(planned.findValuesAsText("severity"))
                .contains("ERROR")
                .isSubsetOf(validated.findValuesAsText("severity"));
    }

    private void plan(String output) {
        gate("plan", folder.toString(), "--base", "HEAD", "--output", output);
    }

    private void gate(String... words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        assertThat(gate.execute(words)).as(said.toString()).isLessThan(2);
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
