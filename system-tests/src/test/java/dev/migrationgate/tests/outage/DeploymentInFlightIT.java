package dev.migrationgate.tests.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.quickstart.platform.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is around the services is killed while a deployment is under way, and started again. */
class DeploymentInFlightIT {
    private static final String REGISTRY = "registry";
    private static final List<String> ALL =
            List.of(DisturbedSystem.RUNNER, DisturbedSystem.DEPLOYER, DisturbedSystem.INGEST);
    /** What a runner says that it misses, by the part that is away. */
    private static final Map<String, String> MISSING =
            Map.of(REGISTRY, "schema registry", "broker-1", "kafka", "cloud-emulator", "Cloud Run");

    private static DisturbedSystem system;

    @TempDir
    private Path flags;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = DisturbedSystem.start(state);
        // The one who watches has to know all schemas before the registry goes away.
        String first = system.accepted("true");
        system.awaitEvent(first, "ServiceDeployed");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aDeploymentWaitsForItsDatabaseAndSaysSo() throws Exception {
        Program postgres = system.program("postgres");
        postgres.kill();
        String deployment = system.accepted("true");
        system.awaitLane(deployment, "refused");
        system.awaitUnready(DisturbedSystem.RUNNER, "databases");

        postgres.start();

        deployedByOneExecution(deployment);
        system.awaitReady(DisturbedSystem.RUNNER);
    }

    @Test
    void aDeploymentPassesWhileTheRegistryIsAway() throws Exception {
        String deployment = underWay();
        system.program(REGISTRY).kill();
        ALL.forEach(service -> system.awaitUnready(service, MISSING.get(REGISTRY)));

        release();

        deployedByOneExecution(deployment);
        system.program(REGISTRY).start();
        ALL.forEach(system::awaitReady);
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker-1", "cloud-emulator"})
    void aDeploymentWhoseMigrationEndsWhileAPartIsAwayGoesOnWithIt(String part) throws Exception {
        String deployment = underWay();
        system.program(part).kill();
        system.awaitUnready(DisturbedSystem.RUNNER, MISSING.get(part));
        release();

        system.program(part).start();

        deployedByOneExecution(deployment);
        ALL.forEach(system::awaitReady);
    }

    @Test
    void servicesThatStartWhileTheRegistryIsAwayWaitForItAndGoOn() throws Exception {
        String deployment = underWay();
        system.program(REGISTRY).kill();
        for (String service : ALL) {
            system.program(service).kill();
            system.program(service).start();
        }
        ALL.forEach(service -> system.awaitUnready(service, MISSING.get(REGISTRY)));
        assertThat(system.post("true"))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        answer -> assertThat(answer.status()).isEqualTo(503));
        release();
        system.awaitExecution(deployment, "execution.ended");

        system.program(REGISTRY).start();

        deployedByOneExecution(deployment);
        ALL.forEach(system::awaitReady);
    }

    /** Asks for a deployment and waits until its migration runs, which ends when it is released. */
    private String underWay() throws Exception {
        String deployment = system.accepted("until [ -e '" + flag() + "' ]; do sleep 0.1; done");
        system.awaitEvent(deployment, "MigrationStarted");
        return deployment;
    }

    private void release() throws Exception {
        Files.createFile(flag());
    }

    private Path flag() {
        return flags.resolve("go on");
    }

    private static void deployedByOneExecution(String deployment) {
        system.awaitEvent(deployment, "ServiceDeployed");
        assertThat(system.story(deployment))
                .containsExactly("DeploymentRequested", "MigrationStarted", "MigrationSucceeded", "ServiceDeployed");
        assertThat(system.executions(deployment, "execution.started")).isEqualTo(1);
        assertThat(system.nothingIsDead()).isTrue();
    }
}
