package dev.migrationgate.emulator.run.service;

import com.google.api.MonitoredResource;
import com.google.cloud.run.v2.Revision;
import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Endpoint;
import dev.migrationgate.emulator.backend.Shutdown;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.log.LogTarget;
import dev.migrationgate.emulator.log.LoggingService;
import dev.migrationgate.emulator.log.OutputTail;
import dev.migrationgate.emulator.run.container.StartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** One process of a revision. Its output is followed by a thread of its own until it ends. */
final class Instance {
    /** https://cloud.google.com/run/docs/container-contract. */
    private static final int DEFAULT_PORT = 8080;

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Container container;
    private final ServiceEnvironment environment;
    private final Thread follower;

    private Instance(Container container, ServiceEnvironment environment, LogTarget logs) {
        this.container = container;
        this.environment = environment;
        this.follower = Thread.ofVirtual().name("output-", 0).start(() -> follow(logs));
    }

    /** Starts a container, which learns from {@code PORT} where to listen. */
    static Instance start(Revision revision, ServiceEnvironment environment) throws IOException, StartFailure {
        ResourceName name =
                ResourceName.parse("name", revision.getName(), "projects", "locations", "services", "revisions");
        Map<String, String> variables = Map.of(
                "K_SERVICE", name.id("services"),
                "K_REVISION", name.id("revisions"),
                "K_CONFIGURATION", name.id("services"));
        Backend.Start start = environment
                .launches()
                .prepare(
                        revision.getContainers(0),
                        name.id("projects"),
                        variables,
                        OptionalInt.of(port(revision.getContainers(0))));
        String id = UUID.randomUUID().toString();
        Container container = start.in(environment.instances().resolve(id));
        return new Instance(container, environment, logs(name, id));
    }

    /** Where it listens, or is to listen; empty if nobody knows any more. */
    Optional<Endpoint> endpoint() {
        return container.endpoint();
    }

    /** How it ended; empty while it runs. */
    Optional<Ending> ending() {
        return container.ending();
    }

    /** Asks it to end, makes it end after the grace period, and waits for that. */
    void stop() throws InterruptedException {
        Shutdown shutdown = Shutdown.begin(container, environment.grace());
        while (container.ending().isEmpty()) {
            shutdown.insist();
            Thread.sleep(Duration.ofMillis(10));
        }
        follower.join(Duration.ofSeconds(1));
    }

    private void follow(LogTarget logs) {
        List<OutputTail> outputs = List.of(
                OutputTail.open(container.folder(), "stdout", logs, environment.logs(), environment.clock()),
                OutputTail.open(container.folder(), "stderr", logs, environment.logs(), environment.clock()));
        try {
            while (container.ending().isEmpty()) {
                outputs.forEach(OutputTail::advance);
                Thread.sleep(LOOK);
            }
            outputs.forEach(OutputTail::finish);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int port(com.google.cloud.run.v2.Container container) {
        return container.getPortsCount() > 0 && container.getPorts(0).getContainerPort() > 0
                ? container.getPorts(0).getContainerPort()
                : DEFAULT_PORT;
    }

    private static LogTarget logs(ResourceName revision, String instance) {
        MonitoredResource resource = MonitoredResource.newBuilder()
                .setType("cloud_run_revision")
                .putLabels("project_id", revision.id("projects"))
                .putLabels("location", revision.id("locations"))
                .putLabels("service_name", revision.id("services"))
                .putLabels("configuration_name", revision.id("services"))
                .putLabels("revision_name", revision.id("revisions"))
                .build();
        return new LogTarget(
                revision.id("projects"),
                LoggingService.revisionBook(revision.id("revisions")),
                instance,
                resource,
                Map.of("instanceId", instance));
    }
}
