package dev.migrationgate.tests.crash;

import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.tests.forgery.ForgedSuccess;
import java.io.IOException;
import java.util.Map;

/** What somebody does to a deployment while it is under way, once it has come far enough for that. */
final class Interference {
    /** A shift that is refused is over; the only calls that are tried so often are those that put traffic back. */
    private static final int REFUSED_OFTEN = 4;

    private final CrashingSystem system;
    private final Fleet fleet;
    private final Requests requests;

    Interference(CrashingSystem system, Fleet fleet, Requests requests) {
        this.system = system;
        this.fleet = fleet;
        this.requests = requests;
    }

    /** Asks for what the story is about and does what belongs to it; answers the id of the deployment that it is about. */
    String during(Story story) throws IOException, InterruptedException {
        return switch (story) {
            case ANOTHER, FAILING, UNREADY -> requests.post(story);
            case FIRST -> requests.postFirst(story);
            case CANCELLED -> cancel(requests.post(story));
            case LOST -> deleteExecution(requests.post(story));
            case OVERTAKEN -> overtake(requests.post(story));
            case FORGED -> forge(requests.post(story));
            case LATE -> comeLate(story);
            case WITHDRAWN -> refuseShift(story);
        };
    }

    /** A person stops it while its migration runs. */
    private String cancel(String deployment) throws IOException, InterruptedException {
        system.awaitEvent(deployment, "MigrationStarted");
        requests.command(deployment, Map.of("command", "cancel"));
        return deployment;
    }

    /** Its execution is deleted while it runs, and a person takes it for failed. */
    private String deleteExecution(String deployment) throws IOException, InterruptedException {
        var started = (MigrationStarted)
                system.awaitEvent(deployment, "MigrationStarted").value();
        var _ = fleet.google().executions().deleteExecutionAsync(ExecutionName.parse(started.getExecution()));
        system.awaitEvent(deployment, "LaneQuarantined");
        requests.command(deployment, Map.of("command", "release", "verdict", "failed"));
        return deployment;
    }

    /** Two more wait behind it, of which the newer makes the older needless; then it gives way. */
    private String overtake(String deployment) throws IOException, InterruptedException {
        system.awaitEvent(deployment, "MigrationStarted");
        String older = requests.post(Story.ANOTHER);
        String newer = requests.post(Story.ANOTHER);
        system.awaitEvent(older, "DeploymentSuperseded");
        cancel(deployment);
        system.awaitEnd(newer);
        return older;
    }

    /** Its migration failed, and somebody says that it succeeded. */
    private String forge(String deployment) throws IOException, InterruptedException {
        var request = (DeploymentRequested)
                system.awaitEvent(deployment, "DeploymentRequested").value();
        var failed = (MigrationFailed)
                system.awaitEvent(deployment, "MigrationFailed").value();
        new ForgedSuccess(request, failed.getEvidence().orElseThrow())
                .write(fleet.bootstrapServers(), fleet.registry(), fleet.gateKey());
        system.await(
                "the refusal of a forged event", () -> new DeadLetters(fleet.bootstrapServers()).about(deployment) > 0);
        return deployment;
    }

    /** Its migration, on another database, takes longer than a newer deployment of the same application as a whole. */
    private String comeLate(Story story) throws IOException, InterruptedException {
        int application = requests.nextApplication();
        Hold hold = requests.hold();
        String older = requests.postMigrating(story, application, hold);
        system.awaitEvent(older, "MigrationStarted");
        String newer = requests.postMoved(Story.ANOTHER, application);
        system.awaitEvent(newer, "ServiceDeployed");
        hold.release();
        return older;
    }

    /** Cloud Run refuses every change of the service from when its revision exists until the traffic is to be put back. */
    private String refuseShift(Story story) throws IOException, InterruptedException {
        Hold hold = requests.hold();
        String deployment = requests.postServing(story, hold);
        system.await("its revision", () -> system.outcome(deployment).revisions() > 0);
        CallFaults faults = new CallFaults(fleet.faults());
        faults.become("{\"rules\":[{\"method\":\"UpdateService\",\"before\":\"PERMISSION_DENIED\"}]}");
        try {
            hold.release();
            system.await("the refusal of its traffic", () -> faults.refused() >= REFUSED_OFTEN);
        } finally {
            faults.become("{\"rules\":[]}");
        }
        return deployment;
    }
}
