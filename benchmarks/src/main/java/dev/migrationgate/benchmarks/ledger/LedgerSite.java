package dev.migrationgate.benchmarks.ledger;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.ledger.LedgerMain;
import dev.migrationgate.quickstart.platform.Cluster;
import dev.migrationgate.quickstart.platform.Loopback;
import dev.migrationgate.quickstart.platform.Pace;
import dev.migrationgate.quickstart.platform.Program;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A broker and a registry, each a process of its own, and the ledger beside them once it is started. */
final class LedgerSite implements AutoCloseable {
    private static final String LEDGER = "deployment-ledger";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    /** As many as the demonstration's; one broker has one copy. */
    private static final Layout LAYOUT = new Layout(4, 1, 1);

    private final Cluster cluster;
    private final StackOptions options;
    private final int port = Loopback.port(LEDGER, 0);
    private final int managementPort = Loopback.port("the ledger's management", 0);
    private final HttpClient http = HttpClient.newHttpClient();

    private LedgerSite(Cluster cluster, StackOptions options) {
        this.cluster = cluster;
        this.options = options;
    }

    static LedgerSite start(StackOptions options) throws InterruptedException {
        Cluster cluster = Cluster.start(options.state(), options.registryHome(), 1, Pace.SUSTAINED, START_LIMIT);
        try {
            TopicsReady.prepare(cluster.bootstrapServers(), cluster.registryUrl(), LAYOUT);
            return new LedgerSite(cluster, options);
        } catch (RuntimeException | InterruptedException e) {
            Thread.interrupted();
            cluster.close();
            throw e;
        }
    }

    Past past() {
        return new Past(cluster.bootstrapServers(), cluster.registryUrl());
    }

    /**
     * Starts the ledger with an empty folder.
     *
     * @param heapMegabytes its -Xmx
     */
    Program startLedger(int heapMegabytes) throws IOException, InterruptedException {
        SigningKey key = SigningKey.draw();
        Map<String, String> environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", cluster.bootstrapServers(),
                "SCHEMA_REGISTRY_URL", cluster.registryUrl().toString(),
                "INSTANCE_ID", LEDGER,
                "AUDIT_KEY", "file:" + written("audit-key.pem", key.privatePem()),
                "AUDIT_PUBLIC_KEY", "file:" + written("audit-key.pem.pub", key.publicPem()),
                "STATE_DIRECTORY", options.state().resolve("ledger-store").toString(),
                "PORT", Integer.toString(port),
                "MANAGEMENT_PORT", Integer.toString(managementPort));
        Program ledger = cluster.program(LEDGER, heapMegabytes, LedgerMain.class, environment);
        ledger.start();
        return ledger;
    }

    private Path written(String name, String text) throws IOException {
        return Files.writeString(options.state().resolve(name), text).toAbsolutePath();
    }

    /** Waits until the ledger has read everything that was there when it started. */
    void awaitComplete() throws InterruptedException {
        while (true) {
            try {
                if (get("/v1/ledger").contains("\"complete\":true")) {
                    return;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            Thread.sleep(POLL);
        }
    }

    /** Waits until the ledger has signed everything that was there. */
    void awaitSigned() throws IOException, InterruptedException {
        while (get(URI.create("http://127.0.0.1:" + managementPort + "/readyz")).contains("\"audit\"")) {
            Thread.sleep(POLL);
        }
    }

    /** The number of the ledger's process. */
    long ledgerProcess() throws IOException {
        Path record = options.state().resolve("processes").resolve(LEDGER);
        return Long.parseLong(Files.readString(record).split(" ", 2)[0]);
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    String get(String path) throws IOException, InterruptedException {
        return get(address(path));
    }

    private String get(URI address) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(address + " is answered with " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.close();
        cluster.close();
    }
}
