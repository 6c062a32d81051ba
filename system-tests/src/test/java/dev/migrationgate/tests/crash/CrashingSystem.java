package dev.migrationgate.tests.crash;

import dev.migrationgate.failpoint.FailPoints;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

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
    private final Requests requests;
    private final Interference interference;

    private CrashingSystem(Fleet fleet, Path points) {
        this.fleet = fleet;
        this.points = points;
        this.requests = new Requests(fleet, points);
        this.interference = new Interference(this, fleet, requests);
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
        return requests.post(Story.ANOTHER);
    }

    /** Lets a whole story happen; answers the id of the deployment that it is about. Who dies meanwhile is started again. */
    String tell(Story story) throws IOException, InterruptedException {
        String about = interference.during(story);
        awaitEnd(about);
        return about;
    }

    /** Waits until the deployment has ended; who dies meanwhile is started again. */
    void awaitEnd(String deployment) {
        await("the end of " + deployment, () -> seen(deployment).anyMatch(event -> ENDS.contains(event.name())));
    }

    /** Waits for an event of the deployment; who dies meanwhile is started again. */
    SeenEvent awaitEvent(String deployment, String name) {
        await(name + " of " + deployment, () -> event(deployment, name).isPresent());
        return event(deployment, name).orElseThrow();
    }

    private Optional<SeenEvent> event(String deployment, String name) {
        return seen(deployment).filter(event -> event.name().equals(name)).findFirst();
    }

    /** Waits until the job of a deployment that ended a while ago was deleted, since the processes were started anew. */
    void awaitJobDeleted() {
        await(
                "the deletion of a job",
                () -> places("migration-runner").reached().contains("after observation JobDeleted"));
    }

    /** Waits until something is so; who dies meanwhile is started again. */
    void await(String what, Callable<Boolean> so) {
        Awaitility.await(what).atMost(LIMIT).until(() -> {
            startDead();
            return so.call();
        });
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
        return Outcome.of(
                deployment,
                story(deployment),
                EmulatorLine.in(fleet.record()),
                new DeadLetters(fleet.bootstrapServers()));
    }

    @Override
    public void close() {
        watch.close();
        fleet.close();
    }
}
