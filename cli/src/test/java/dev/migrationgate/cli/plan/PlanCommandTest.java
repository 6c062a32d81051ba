package dev.migrationgate.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.migrationgate.cli.Gate;
import dev.migrationgate.repository.Checkout;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanCommandTest {
    private static final String PLACE =
            "project: shop, environment: production, organizational-unit: retail, organization: acme}\n";
    private static final String HEAD = "apiVersion: lowops.manifests.v1\n";
    private static final String APPLICATION = HEAD + "kind: Application\nmetadata: {name: orders, " + PLACE + """
            spec:
              source: orders
              target: CLOUD_RUN
              runMigrationJob: true
              accessControl:
                database: {name: shop-db, schema: orders, privileges: [USAGE], secretSource: {envVar: DATABASE_URL}}
            """;
    private static final String CONFIG = HEAD + "kind: DeploymentConfig\nmetadata: {name: orders, " + PLACE + """
            spec: {version: "1.0.0", migrationJobContainer: {command: [flyway, migrate]}}
            """;
    private static final String DATABASE =
            HEAD + "kind: Database\nmetadata: {name: shop-db, " + PLACE + "spec: {cpuCount: 2}\n";
    private static final String BUILD = HEAD + """
            kind: BuildDefinition
            metadata: {name: orders, github-repository: orders, github-connection: default, organization: acme}
            spec: {type: JAVA, containerize: {name: orders, registries: [docker]}}
            """;

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void commit() throws IOException {
        write("manifests/application.yaml", APPLICATION);
        write("manifests/config.yaml", CONFIG);
        write("manifests/database.yaml", DATABASE);
        write("manifests/build.yaml", BUILD);
        write(".gitignore", "ignored/\n");
        Checkout.commitAll(folder);
    }

    @Test
    void nothingDeploysWhereNothingDiffers() throws IOException {
        write("manifests/README.md", "Read me");

        assertThat(plan()).isZero();

        assertThat(said.toString())
                .contains("0 manifests added, 0 changed, 0 removed")
                .contains("nothing would deploy");
    }

    @Test
    void aChangeThatIsNotCommittedIsToldWithVersionsMigrationLaneAndAccess() throws IOException {
        write("manifests/config.yaml", CONFIG.replace("1.0.0", "1.1.0"));
        write("manifests/application.yaml", APPLICATION.replace("[USAGE]", "[USAGE, CREATE]"));

        assertThat(plan()).isZero();

        assertThat(said.toString())
                .contains("acme/retail/production/shop/orders: 1.0.0 -> 1.1.0")
                .contains("because of: Application/acme/retail/production/shop/orders, DeploymentConfig/")
                .contains(
                        "migration: europe-west1-docker.pkg.dev/shop-production/docker/orders:1.1.0, runs: flyway migrate")
                .contains("lane: Database/acme/retail/production/shop/shop-db")
                .contains("name the runner with --runner")
                .contains("database access: privileges: USAGE -> USAGE, CREATE")
                .contains("1 application would deploy");
    }

    @Test
    void whoIsInTheLaneIsAskedOfTheRunner() throws IOException {
        write("manifests/config.yaml", CONFIG.replace("1.0.0", "1.1.0"));
        HttpServer runner = runner();
        try {
            assertThat(plan(
                            "--runner",
                            "http://127.0.0.1:" + runner.getAddress().getPort()))
                    .isZero();
        } finally {
            runner.stop(0);
        }

        assertThat(said.toString()).contains("held by orders 0.9.0, running; in line: billing 2.0.0");
    }

    @Test
    void aMergeThatWouldBeRefusedEndsWithOne() throws IOException {
        Files.delete(folder.resolve("manifests/database.yaml"));
        write("manifests/broken.yaml", HEAD + "kind: Databse\nmetadata: {name: x}\nspec: {}\n");

        assertThat(plan()).isEqualTo(1);

        assertThat(said.toString())
                .contains("removed: Database/acme/retail/production/shop/shop-db")
                .contains("error: manifests/application.yaml:")
                .contains("error: manifests/broken.yaml:2:7: MG012")
                .contains("a merge would be refused");
    }

    @Test
    void jsonSaysTheSame() throws IOException {
        write("manifests/config.yaml", CONFIG.replace("1.0.0", "1.1.0"));

        assertThat(plan("--output", "json")).isZero();

        JsonNode root = new ObjectMapper().readTree(said.toString());
        JsonNode change = root.path("applications").path(0);
        assertThat(root.path("refused").asBoolean()).isFalse();
        assertThat(root.path("manifests").path("changed")).hasSize(1);
        assertThat(change.path("from").asText()).isEqualTo("1.0.0");
        assertThat(change.path("to").asText()).isEqualTo("1.1.0");
        assertThat(change.path("migration").path("command").path(0).asText()).isEqualTo("flyway");
    }

    @Test
    void whatGitIgnoresAndWhatLiesElsewhereDoesNotCount() throws IOException {
        write("manifests/ignored/config.yaml", CONFIG.replace("1.0.0", "9.9.9"));
        write("elsewhere/config.yaml", CONFIG.replace("1.0.0", "9.9.9"));

        assertThat(plan()).isZero();

        assertThat(said.toString()).contains("nothing would deploy");
    }

    @Test
    void anUnknownRevisionAndAFolderWithoutARepositoryAreMisuse(@TempDir Path other) {
        assertThat(gate("plan", folder.resolve("manifests").toString(), "--base", "nowhere"))
                .isEqualTo(2);
        assertThat(gate("plan", folder.resolve("manifests").toString(), "--base", "HEAD~"))
                .isEqualTo(2);
        assertThat(gate("plan", other.toString(), "--base", "HEAD")).isEqualTo(2);
        assertThat(gate("plan", folder.resolve("missing").toString(), "--base", "HEAD"))
                .isEqualTo(2);
        assertThat(said.toString()).contains("there is no commit 'nowhere'", "in no work tree");
    }

    private int plan(String... options) {
        var words = new ArrayList<>(List.of("plan", folder.resolve("manifests").toString(), "--base", "HEAD"));
        words.addAll(List.of(options));
        return gate(words.toArray(String[]::new));
    }

    private int gate(String... words) {
        CommandLine gate = Gate.commandLine().setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        return gate.execute(words);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static HttpServer runner() throws IOException {
        byte[] lanes = """
                {"lanes": [{"lane": "Database/acme/retail/production/shop/shop-db",
                  "holder": {"applicationId": "acme/retail/production/shop/orders", "version": "0.9.0", "phase": "running"},
                  "waiting": [{"applicationId": "acme/retail/production/shop/billing", "version": "2.0.0"}]}]}
                """.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/lanes", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, lanes.length);
                exchange.getResponseBody().write(lanes);
            }
        });
        server.start();
        return server;
    }
}
