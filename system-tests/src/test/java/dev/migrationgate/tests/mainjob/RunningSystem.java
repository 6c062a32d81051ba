package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.Manifests;
import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.Stack;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.EventWatch;
import dev.migrationgate.quickstart.watch.SeenEvent;
import dev.migrationgate.tests.ground.EmbeddedGround;
import dev.migrationgate.tests.ground.Ground;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import org.apache.avro.specific.SpecificRecord;

/** The whole system on real parts, and what its topics said since it started. */
public final class RunningSystem implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Ground ground;
    private final EventWatch watch;
    private final List<SeenEvent> events = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningSystem(Ground ground) {
        this.ground = ground;
        this.watch = EventWatch.start(ground.bootstrapServers(), ground.registry(), events::add);
    }

    /** On the platform that {@link Ground#PROPERTY} chooses. */
    static RunningSystem start(Path state) throws InterruptedException {
        return new RunningSystem(Ground.start(ROOT, state));
    }

    /** The same with other variables for the runner, and with faults of Google Cloud. */
    static RunningSystem start(Path state, Map<String, String> runner, FaultPlan faults) throws InterruptedException {
        return new RunningSystem(embedded(new StackOptions(ROOT, state, Ports.FREE, runner, faults)));
    }

    /** The same with services that prove to the broker who they are, and CDEvents told. */
    static RunningSystem startGuarded(Path state) throws InterruptedException {
        Map<String, String> ledger = Map.of("CDEVENTS_TO", "kafka");
        var options = new StackOptions(ROOT, state, Ports.FREE, Map.of(), Map.of(), ledger, true, FaultPlan.NONE);
        return new RunningSystem(embedded(options));
    }

    /** The same with CDEvents told. */
    static RunningSystem startTelling(Path state) throws InterruptedException {
        Map<String, String> ledger = Map.of("CDEVENTS_TO", "kafka");
        var options = new StackOptions(ROOT, state, Ports.FREE, Map.of(), Map.of(), ledger, false, FaultPlan.NONE);
        return new RunningSystem(embedded(options));
    }

    /** The same with more variables for every service. */
    static RunningSystem startWith(Path state, Map<String, String> variables) throws InterruptedException {
        var options = new StackOptions(ROOT, state, Ports.FREE).withVariables(variables);
        return new RunningSystem(embedded(options));
    }

    /** The same with images of its own. */
    static RunningSystem start(Path state, MoreImages images) throws InterruptedException {
        return new RunningSystem(embedded(new StackOptions(images.root(), state, Ports.FREE)));
    }

    private static Ground embedded(StackOptions options) throws InterruptedException {
        return new EmbeddedGround(Stack.start(options, part -> {}));
    }

    /** What runs in this JVM; only on the embedded platform. */
    Stack stack() {
        return ground.stack();
    }

    /** Clients of the cloud emulator. */
    GoogleCloud google() {
        return ground.google();
    }

    /** Where the system is, and with which tokens. */
    Ground ground() {
        return ground;
    }

    /** Posts one version of the payment gateway; answers the id of its one deployment. */
    String post(String version, String key) throws IOException, InterruptedException {
        return post("payment-gateway", version, key);
    }

    /** Posts one version of an example; answers the id of its one deployment. */
    String post(String example, String version, String key) throws IOException, InterruptedException {
        return postBody(manifests(example, version), key);
    }

    /** Posts version one of the payment gateway with another migration: a shell's script. */
    String postMigrating(String script, String key) throws IOException, InterruptedException {
        return postMigrating(script, "timeoutSeconds: 600", key);
    }

    /** The same with one more field of the migration's container, {@code name: value}. */
    String postMigrating(String script, String field, String key) throws IOException, InterruptedException {
        return postBody(migrating(script, field), key);
    }

    /** Posts any manifests. */
    String postBody(String body, String key) throws IOException, InterruptedException {
        try (IngestClient ingest = new IngestClient(ground.ingest(), ground.token("deployer"))) {
            Answer answer = ingest.deploy(body, ground.key(key));
            assertThat(answer).isInstanceOf(Answer.Accepted.class);
            return ((Answer.Accepted) answer).deployments().getFirst().id();
        }
    }

    /** The manifests of version one of the payment gateway, with a shell's script for its migration and one more field of its container. */
    public static String migrating(String script, String field) {
        String command = "command: [/bin/sh, -c, \"" + script + "\"]\n    " + field + "\n";
        return manifests("payment-gateway", "v1")
                .replaceFirst("command:\n( {6}- .*\n)+", Matcher.quoteReplacement(command));
    }

    /** The manifests of a version of an example. */
    public static String manifests(String example, String version) {
        Path folder = ROOT.resolve("examples").resolve(example).resolve(version);
        return Manifests.under(List.of(folder)).body();
    }

    /** Waits for a deployment's event of a kind. */
    <T extends SpecificRecord> T awaited(String deployment, Class<T> kind) {
        await("%s of %s".formatted(kind.getSimpleName(), deployment))
                .atMost(LIMIT)
                .until(() -> !of(deployment, kind).isEmpty());
        return of(deployment, kind).getFirst();
    }

    /** All events of a kind, so far. */
    <T extends SpecificRecord> List<T> all(Class<T> kind) {
        return events.stream()
                .map(SeenEvent::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** A deployment's events of a kind, so far. */
    <T extends SpecificRecord> List<T> of(String deployment, Class<T> kind) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent())
                .map(SeenEvent::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The names of all of a deployment's events, in the order in which they happened. */
    List<String> story(String deployment) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent())
                .sorted(java.util.Comparator.comparing(SeenEvent::time))
                .map(SeenEvent::name)
                .toList();
    }

    /** Deploys version one and waits until it serves; answers where. */
    URI versionOne(String key) throws IOException, InterruptedException {
        return URI.create(awaited(post("v1", key), ServiceDeployed.class).getUri());
    }

    /** What a deployed service answers. */
    String get(URI address) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(ground.reachable(address)));
    }

    /** What ingest or the ledger answer somebody who may look. */
    String look(URI address) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        ground.token("viewer").ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return answer(request);
    }

    private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Runs the command line against a server of this system; answers its exit code. */
    int gate(PrintWriter said, String role, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        ground.token(role).ifPresent(token -> arguments.addAll(List.of("--token", token)));
        return Gate.commandLine().setOut(said).setErr(said).execute(arguments.toArray(String[]::new));
    }

    @Override
    public void close() {
        watch.close();
        http.close();
        ground.close();
    }
}
