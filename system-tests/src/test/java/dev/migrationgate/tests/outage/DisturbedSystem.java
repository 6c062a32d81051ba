package dev.migrationgate.tests.outage;

import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import dev.migrationgate.quickstart.chaos.load.Kind;
import dev.migrationgate.quickstart.chaos.load.Order;
import dev.migrationgate.quickstart.chaos.load.OrderImages;
import dev.migrationgate.quickstart.chaos.load.OrderManifests;
import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.quickstart.fleet.Shape;
import dev.migrationgate.quickstart.platform.Program;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.EventWatch;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;

/** The whole system, each part a process that may be taken away, and what its topics said since it started. */
final class DisturbedSystem implements AutoCloseable {
    static final String RUNNER = "migration-runner-1";
    static final String DEPLOYER = "service-deployer-1";
    static final String INGEST = "manifest-ingest";

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final Fleet fleet;
    private final EventWatch watch;
    private final List<SeenEvent> events = new CopyOnWriteArrayList<>();
    private final Readyz readyz = new Readyz();
    private int orders;

    private DisturbedSystem(Fleet fleet) {
        this.fleet = fleet;
        this.watch = EventWatch.start(fleet.bootstrapServers(), fleet.registry(), events::add);
    }

    static DisturbedSystem start(Path state) throws InterruptedException {
        var options = new StackOptions(ROOT, state, Ports.FREE);
        return new DisturbedSystem(Fleet.start(options, new Shape(1, 1, 1, Map.of())));
    }

    /** One of the processes. */
    Program program(String name) {
        return Objects.requireNonNull(fleet.programs().get(name), name);
    }

    /** Asks for an application of its own, with a database of its own; answers what ingest says. */
    Answer post(String migration) throws IOException, InterruptedException {
        orders++;
        var order = new Order(orders, orders, orders, Kind.MIGRATES, Duration.ZERO, List.of(), false);
        OrderImages.write(fleet.images(), order);
        String command = Matcher.quoteReplacement("command: [/bin/sh, -c, \"" + migration + "\"]");
        String manifests = OrderManifests.all(order).replaceFirst("command: \\[/bin/sh.*]", command);
        try (IngestClient ingest = new IngestClient(fleet.ingest())) {
            return ingest.deploy(manifests, "outage-" + orders);
        }
    }

    /** The same; answers the id of the accepted deployment. */
    String accepted(String migration) throws IOException, InterruptedException {
        return ((Answer.Accepted) post(migration)).deployments().getFirst().id();
    }

    /** Waits until a service says that it can do its work. */
    void awaitReady(String service) {
        readyz.ready(fleet.management(service));
    }

    /** Waits until a service says what it misses. */
    void awaitUnready(String service, String missing) {
        readyz.unready(fleet.management(service), missing);
    }

    /** Waits until the lanes, as people see them, show a deployment and a reason. */
    void awaitLane(String deployment, String reason) {
        await(deployment + ": " + reason).atMost(LIMIT).until(() -> {
            String lanes =
                    readyz.ask(fleet.management(RUNNER).resolve("/v1/lanes")).body();
            return lanes.contains(deployment) && lanes.contains(reason);
        });
    }

    /** Waits for a deployment's event. */
    void awaitEvent(String deployment, String name) {
        await(name + " of " + deployment)
                .atMost(LIMIT)
                .until(() -> story(deployment).contains(name));
    }

    /** The names of a deployment's events, in the order in which they happened. */
    List<String> story(String deployment) {
        return events.stream()
                .filter(event -> event.deploymentId().filter(deployment::equals).isPresent())
                .sorted(Comparator.comparing(SeenEvent::time))
                .map(SeenEvent::name)
                .toList();
    }

    /** How often something happened to a deployment's execution, by the emulator's own record. */
    long executions(String deployment, String event) {
        return EmulatorLine.in(fleet.record()).stream()
                .filter(line -> line.method().equals(event))
                .filter(line -> line.resource().contains("m-" + deployment.substring(0, 20)))
                .count();
    }

    /** Waits until something happened to a deployment's execution. */
    void awaitExecution(String deployment, String event) {
        await(event + " of " + deployment).atMost(LIMIT).until(() -> executions(deployment, event) > 0);
    }

    /** Whether nothing was put aside. */
    boolean nothingIsDead() {
        return Gate.commandLine()
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute("dead-letter", "list", "--bootstrap-servers", fleet.bootstrapServers())
                == 0;
    }

    @Override
    public void close() {
        watch.close();
        readyz.close();
        fleet.close();
    }
}
