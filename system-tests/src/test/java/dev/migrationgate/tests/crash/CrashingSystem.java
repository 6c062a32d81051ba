package dev.migrationgate.tests.crash;

import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderImages;
import dev.migrationgate.quickstart.chaos.load.OrderManifests;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The whole system in processes, whose runners and deployers have fail points. */
final class CrashingSystem implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Fleet fleet;
    private final EventWatch watch;
    private final List<SeenEvent> events = new CopyOnWriteArrayList<>();
    private final Path points;
    private int orders;

    private CrashingSystem(Fleet fleet, Path points) {
        this.fleet = fleet;
        this.points = points;
        this.watch = EventWatch.start(fleet.bootstrapServers(), fleet.registry(), events::add);
    }

    /**
     * Starts it.
     *
     * @param each how many runners and how many deployers
     */
    static CrashingSystem start(Path state, Path points, int each) throws IOException, InterruptedException {
        Map<String, Map<String, String>> settings = Map.of(
                "migration-runner", variables(points, "migration-runner"),
                "service-deployer", variables(points, "service-deployer"));
        var options = new StackOptions(ROOT, state, Ports.FREE);
        return new CrashingSystem(Fleet.start(options, new Shape(1, each, each, settings)), points);
    }

    private static Map<String, String> variables(Path points, String service) throws IOException {
        Path folder = Files.createDirectories(points.resolve(service));
        return Map.of(FailPoints.VARIABLE, folder.toString(), "CLOUD_RUN_WRITES_PER_MINUTE", "600");
    }

    ArmedPlaces places(String service) {
        return new ArmedPlaces(points.resolve(service));
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
            return ((Answer.Accepted) ingest.deploy(OrderManifests.all(order), "crash-" + orders))
                    .deployments()
                    .getFirst()
                    .id();
        }
    }

    /** Waits until the deployment has ended; who dies meanwhile is started again. */
    void awaitEnd(String deployment) {
        await("the end of " + deployment).atMost(LIMIT).until(() -> {
            startDead();
            return ended(deployment);
        });
    }

    private boolean ended(String deployment) {
        List<String> story = story(deployment);
        return story.contains("ServiceDeployed")
                || story.contains("ServiceDeployFailed")
                || story.contains("MigrationFailed");
    }

    /** The names of a deployment's events. */
    private List<String> story(String deployment) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent())
                .sorted(Comparator.comparing(SeenEvent::time))
                .map(SeenEvent::name)
                .toList();
    }

    /** What a deployment came to: its events, and what Google Cloud saw of it. */
    Outcome outcome(String deployment) {
        List<EmulatorLine> record = EmulatorLine.in(fleet.record());
        String revision = deployment.substring(0, 10);
        return new Outcome(
                story(deployment),
                count(record, "execution.started", "m-" + deployment.substring(0, 20)),
                count(record, "revision.created", revision),
                record.stream()
                        .filter(line -> line.method().equals("service.traffic"))
                        .reduce((first, second) -> second)
                        .filter(line -> line.outcome().contains(revision + "=100"))
                        .isPresent());
    }

    private static long count(List<EmulatorLine> record, String event, String name) {
        return record.stream()
                .filter(line -> line.method().equals(event) && line.resource().contains(name))
                .count();
    }

    /**
     * What a deployment came to.
     *
     * @param events names of its events
     * @param executions how many executions started
     * @param revisions how many revisions were created
     * @param serving whether its revision has all traffic
     */
    record Outcome(List<String> events, long executions, long revisions, boolean serving) {}

    @Override
    public void close() {
        watch.close();
        fleet.close();
    }
}
