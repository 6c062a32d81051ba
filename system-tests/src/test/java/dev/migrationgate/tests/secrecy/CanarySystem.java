package dev.migrationgate.tests.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.quickstart.fleet.Shape;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.EventWatch;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** The whole system, each part a process with a log of its own that tells all it can, and a PostgreSQL administrator whose password is given. */
final class CanarySystem implements AutoCloseable {
    static final String INGEST = "manifest-ingest";
    static final String RUNNER = "migration-runner-1";
    static final String DEPLOYER = "service-deployer-1";

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern ACCEPTED = Pattern.compile("\"deploymentId\"\\s*:\\s*\"([^\"]+)\"");

    private final Path state;
    private final Fleet fleet;
    private final EventWatch watch;
    private final List<SeenEvent> events = new CopyOnWriteArrayList<>();
    private final ServiceAnswers answers = new ServiceAnswers();

    private CanarySystem(Path state, Fleet fleet) {
        this.state = state;
        this.fleet = fleet;
        this.watch = EventWatch.start(fleet.bootstrapServers(), fleet.registry(), events::add);
        answers.keepAsking(List.of(page(RUNNER, "/v1/lanes"), page(DEPLOYER, "/v1/rollouts")));
    }

    /**
     * Starts everything.
     *
     * @param state a new folder
     * @param administrator the password of PostgreSQL's administrator
     */
    static CanarySystem start(Path state, String administrator) throws IOException, InterruptedException, SQLException {
        // The server takes the password that it finds where it keeps its own.
        Files.writeString(Files.createDirectories(state.resolve("postgres")).resolve("password"), administrator);
        Map<String, String> talkative = Map.of("LOG_LEVEL", "TRACE");
        Map<String, String> emulator = new HashMap<>(talkative);
        emulator.put(
                "EMULATOR_IMAGES_DIR", ROOT.resolve("examples/target/images").toString());
        Shape shape = new Shape(
                1,
                1,
                1,
                Map.of(
                        "cloud-emulator", emulator,
                        "manifest-ingest", talkative,
                        "migration-runner", talkative,
                        "service-deployer", talkative));
        CanarySystem system = new CanarySystem(state, Fleet.start(new StackOptions(ROOT, state, Ports.FREE), shape));
        system.logEveryStatement(administrator);
        return system;
    }

    /** What reaches PostgreSQL as text may be logged there by whoever runs it. */
    private void logEveryStatement(String administrator) throws IOException, SQLException {
        String port =
                Files.readString(state.resolve("postgres").resolve("port")).strip();
        String address = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(address, "postgres", administrator);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET log_statement = 'all'");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    ServiceAnswers answers() {
        return answers;
    }

    URI page(String service, String path) {
        return fleet.management(service).resolve(path);
    }

    URI ingest(String path) {
        return fleet.ingest().resolve(path);
    }

    /** Posts manifests to one of ingest's pages; answers what it says. */
    String post(String path, String manifests) throws IOException, InterruptedException {
        return answers.ask(HttpRequest.newBuilder(ingest(path))
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(manifests))
                .build());
    }

    /** Asks for a deployment; answers its id. */
    String deploy(String manifests) throws IOException, InterruptedException {
        String answer = post("/v1/deployments", manifests);
        Matcher id = ACCEPTED.matcher(answer);
        assertThat(id.find()).as(answer).isTrue();
        return id.group(1);
    }

    /** Waits for a deployment's event of a kind. */
    <T extends SpecificRecord> T awaited(String deployment, Class<T> kind) {
        await("%s of %s".formatted(kind.getSimpleName(), deployment))
                .atMost(LIMIT)
                .until(() -> of(deployment, kind).findAny().isPresent());
        return of(deployment, kind).findFirst().orElseThrow();
    }

    private <T extends SpecificRecord> Stream<T> of(String deployment, Class<T> kind) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent())
                .map(SeenEvent::value)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    KeptSecrets secrets() {
        return new KeptSecrets(fleet.google());
    }

    Traces topics() throws Exception {
        return AllTopics.read(fleet.bootstrapServers());
    }

    /** The logs of all processes, by file: those that lie right in their folders; deeper are stores. */
    Traces logs() throws IOException {
        Map<String, byte[]> pieces = new HashMap<>();
        try (Stream<Path> files = Files.find(
                state,
                2,
                (file, attributes) ->
                        attributes.isRegularFile() && file.toString().endsWith(".log"))) {
            for (Path file : files.toList()) {
                pieces.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return new Traces(pieces);
    }

    @Override
    public void close() {
        answers.close();
        watch.close();
        fleet.close();
    }
}
