package dev.migrationgate.tests.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.ledger.LedgerMain;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.quickstart.platform.Cluster;
import dev.migrationgate.quickstart.platform.JavaProgram;
import dev.migrationgate.quickstart.platform.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A ledger in a process of its own. */
final class LedgerProcess {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int HEAP_MEGABYTES = 256;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final JavaProgram program;
    private final Path store;
    private final int port;
    private final int managementPort;

    private LedgerProcess(JavaProgram program, Path store, int port, int managementPort) {
        this.program = program;
        this.store = store;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Of a cluster, not yet started. */
    static LedgerProcess of(Cluster cluster, String name, Path state) {
        int port = Loopback.port(name, 0);
        int managementPort = Loopback.port(name + "'s management", 0);
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", cluster.registryUrl().toString(),
                "STATE_DIRECTORY", state.toString(),
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(managementPort));
        JavaProgram program = cluster.program(name, HEAP_MEGABYTES, LedgerMain.class, environment);
        return new LedgerProcess(program, state.resolve("store"), port, managementPort);
    }

    void start() {
        program.start();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        program.kill();
    }

    /** In order. */
    void stop() {
        program.close();
    }

    /** Waits until it answers with something that fulfils a condition. */
    JsonNode await(String path, Predicate<JsonNode> condition) {
        return awaited(URI.create("http://127.0.0.1:" + port + path), condition);
    }

    /** Waits until its readiness is as it is to be. */
    void awaitReadiness(Predicate<JsonNode> condition) {
        awaited(URI.create("http://127.0.0.1:" + managementPort + "/readyz"), condition);
    }

    private JsonNode awaited(URI address, Predicate<JsonNode> condition) {
        return Awaitility.await().atMost(LIMIT).ignoreExceptions().until(() -> get(address), condition);
    }

    private JsonNode get(URI address) throws IOException, InterruptedException {
        return JSON.readTree(http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** How many offsets are in its store, of one that does not run. */
    long stored() {
        try (LedgerStore opened = LedgerStore.open(store)) {
            return opened.positions().values().stream().mapToLong(each -> each).sum();
        }
    }

    /** What is in its store, of one that does not run. */
    String digest() {
        try (LedgerStore opened = LedgerStore.open(store)) {
            return opened.digest();
        }
    }
}
