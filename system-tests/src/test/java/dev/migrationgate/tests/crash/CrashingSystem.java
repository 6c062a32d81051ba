package dev.migrationgate.tests.crash;

import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderImages;
import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.quickstart.fleet.Shape;
import dev.migrationgate.quickstart.platform.JavaProgram;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.EventWatch;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The whole system in processes, whose runners and deployers have fail points. */
final class CrashingSystem implements AutoCloseable {
    /** The services that have fail points. */
    static final List<String> SERVICES = List.of("migration-runner", "service-deployer");

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Set<String> ENDS = Set.of(
            "ServiceDeployed", "ServiceDeployFailed", "MigrationFailed", "DeploymentCancelled", "DeploymentSuperseded");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Fleet fleet;
    private final EventWatch watch;
    private final List<SeenEvent> events = new CopyOnWriteArrayList<>();
    private final Path points;
    private final Interference interference;
    private int orders;

    private CrashingSystem(Fleet fleet, Path points) {
        this.fleet = fleet;
        this.points = points;
        this.interference = new Interference(this, fleet);
        this.watch = EventWatch.start(fleet.bootstrapServers(), fleet.registry(), events::add);
    }

    /**
     * Starts it.
     *
     * @param each how many runners and how many deployers
     * @param variables their settings beside the usual ones
     */
    static CrashingSystem start(Path state, Path points, int each, Map<String, String> variables)
            throws IOException, InterruptedException {
        Map<String, Map<String, String>> settings = new HashMap<>();
        for (String service : SERVICES) {
            settings.put(service, variables(points, service, variables));
        }
        var options = new StackOptions(ROOT, state, Ports.FREE);
        return new CrashingSystem(Fleet.start(options, new Shape(1, each, each, settings)), points);
    }

    private static Map<String, String> variables(Path points, String service, Map<String, String> more)
            throws IOException {
        Path folder = Files.createDirectories(points.resolve(service));
        Map<String, String> variables = new HashMap<>(more);
        variables.putAll(Map.of(FailPoints.VARIABLE, folder.toString(), "CLOUD_RUN_WRITES_PER_MINUTE", "600"));
        return variables;
    }

    ArmedPlaces places(String service) {
        return new ArmedPlaces(points.resolve(service));
    }

    /** Starts every process anew, as one that has passed no place yet. */
    void startAnew() throws IOException, InterruptedException {
        for (JavaProgram program : fleet.readers()) {
            program.kill();
        }
        for (String service : SERVICES) {
            places(service).forget();
        }
        startDead();
        awaitReady();
    }

    /** Starts every process that is dead. */
    void startDead() {
        fleet.readers().forEach(JavaProgram::start);
    }

    /** Waits until every process says that it is ready. */
    void awaitReady() throws InterruptedException {
        fleet.awaitReady();
    }

    /** Lets every process go on that is frozen. */
    void thaw() throws InterruptedException {
        for (JavaProgram program : fleet.readers()) {
            program.resume();
        }
    }

    /** Asks for the next version of an application; answers the deployment's id. */
    String deploy() throws IOException, InterruptedException {
        return deploy(Story.ANOTHER);
    }

    /** Asks for a deployment of the kind; answers its id. */
    String deploy(Story story) throws IOException, InterruptedException {
        orders++;
        int application = story == Story.FIRST ? orders : 1;
        Order order = new Order(orders, application, application, story.kind(), Duration.ZERO, List.of(), false);
        OrderImages.write(fleet.images(), order);
        try (IngestClient ingest = new IngestClient(fleet.ingest())) {
            return ((Answer.Accepted) ingest.deploy(Story.manifests(order), "crash-" + orders))
                    .deployments()
                    .getFirst()
                    .id();
        }
    }

    /** Lets a whole story happen; answers the id of the deployment that it is about. Who dies meanwhile is started again. */
    String tell(Story story) throws IOException, InterruptedException {
        String about = interference.of(story, deploy(story));
        awaitEnd(about);
        return about;
    }

    /** Waits until the deployment has ended; who dies meanwhile is started again. */
    void awaitEnd(String deployment) {
        await("the end of " + deployment).atMost(LIMIT).until(() -> {
            startDead();
            return seen(deployment).anyMatch(event -> ENDS.contains(event.name()));
        });
    }

    /** Waits for an event of the deployment; who dies meanwhile is started again. */
    SeenEvent awaitEvent(String deployment, String name) {
        return await(name + " of " + deployment)
                .atMost(LIMIT)
                .until(
                        () -> {
                            startDead();
                            return seen(deployment)
                                    .filter(event -> event.name().equals(name))
                                    .findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private Stream<SeenEvent> seen(String deployment) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent());
    }

    /** The names of a deployment's events; what one decision makes known has one time. */
    private List<String> story(String deployment) {
        return seen(deployment)
                .sorted(Comparator.comparing(SeenEvent::time).thenComparing(SeenEvent::name))
                .map(SeenEvent::name)
                .toList();
    }

    /** What a deployment came to: its events, and what Google Cloud saw of it. */
    Outcome outcome(String deployment) {
        return Outcome.of(deployment, story(deployment), EmulatorLine.in(fleet.record()));
    }

    @Override
    public void close() {
        watch.close();
        fleet.close();
    }
}
