package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.quickstart.fleet.Fleet;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What somebody does to a deployment while it is under way, once it has come far enough for that. */
final class Interference {
    private final CrashingSystem system;
    private final Fleet fleet;

    Interference(CrashingSystem system, Fleet fleet) {
        this.system = system;
        this.fleet = fleet;
    }

    /** Does what belongs to the story; answers the id of the deployment that it is about, mostly the same. */
    String of(Story story, String deployment) throws IOException, InterruptedException {
        return switch (story) {
            case ANOTHER, FIRST, FAILING, UNREADY -> deployment;
            case CANCELLED -> cancel(deployment);
            case LOST -> deleteExecution(deployment);
            case OVERTAKEN -> overtake(deployment);
        };
    }

    /** A person stops it while its migration runs. */
    private String cancel(String deployment) throws IOException, InterruptedException {
        system.awaitEvent(deployment, "MigrationStarted");
        command(deployment, Map.of("command", "cancel"));
        return deployment;
    }

    /** Its execution is deleted while it runs, and a person takes it for failed. */
    private String deleteExecution(String deployment) throws IOException, InterruptedException {
        var started = (MigrationStarted)
                system.awaitEvent(deployment, "MigrationStarted").value();
        var _ = fleet.google().executions().deleteExecutionAsync(ExecutionName.parse(started.getExecution()));
        system.awaitEvent(deployment, "LaneQuarantined");
        command(deployment, Map.of("command", "release", "verdict", "failed"));
        return deployment;
    }

    /** Two more wait behind it, of which the newer makes the older needless; then it gives way. */
    private String overtake(String deployment) throws IOException, InterruptedException {
        system.awaitEvent(deployment, "MigrationStarted");
        String older = system.deploy(Story.ANOTHER);
        String newer = system.deploy(Story.ANOTHER);
        system.awaitEvent(older, "DeploymentSuperseded");
        cancel(deployment);
        system.awaitEnd(newer);
        return older;
    }

    private void command(String deployment, Map<String, String> wish) throws IOException, InterruptedException {
        Map<String, String> whole = new HashMap<>(wish);
        whole.putAll(Map.of("actor", "the tester", "reason", "to see what comes of it"));
        try (IngestClient ingest = new IngestClient(fleet.ingest())) {
            assertThat(ingest.command(deployment, whole, wish.get("command") + "-" + deployment))
                    .isEmpty();
        }
    }
}
