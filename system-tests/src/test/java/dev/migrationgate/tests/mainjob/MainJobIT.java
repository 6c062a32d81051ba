package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.ground.AnyPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the real broker, registry, PostgreSQL and emulator, seen through the topics and the emulator alone. */
@AnyPlatform
class MainJobIT {
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aServiceIsDeployedAfterItsMigrationSucceededAndAnswersFromTheTableThatItMade() throws Exception {
        String deployment = system.post("v1", "good");

        ServiceDeployed deployed = system.awaited(deployment, ServiceDeployed.class);

        assertThat(system.story(deployment))
                .containsExactly("DeploymentRequested", "MigrationStarted", "MigrationSucceeded", "ServiceDeployed");
        MigrationSucceeded succeeded =
                system.of(deployment, MigrationSucceeded.class).getFirst();
        assertThat(succeeded.getOutcome()).isEqualTo(MigrationOutcome.APPLIED);
        Execution evidence = system.google()
                .executions()
                .getExecution(ExecutionName.parse(
                        succeeded.getEvidence().orElseThrow().getExecution()));
        assertThat(evidence.getSucceededCount()).isEqualTo(1);
        assertThat(evidence.getTemplate().getMaxRetries()).isZero();
        assertThat(system.get(URI.create(deployed.getUri()))).contains("1.0.0");
    }

    @Test
    void aFailedMigrationDeploysNothingAndTheOldVersionServes() throws Exception {
        URI address = system.versionOne("before-broken");

        String broken = system.post("v2", "broken");
        MigrationFailed failed = system.awaited(broken, MigrationFailed.class);
        // What comes after it in the same lane shows that nothing of the failed one is still on its way.
        system.versionOne("after-broken");

        assertThat(failed.getReason()).isEqualTo("EXIT_CODE");
        assertThat(failed.getExitCode()).contains(1);
        assertThat(failed.getLogExcerpt()).isNotEmpty();
        assertThat(system.story(broken)).containsExactly("DeploymentRequested", "MigrationStarted", "MigrationFailed");
        assertThat(system.get(address)).contains("1.0.0").doesNotContain("1.1.0");
    }

    @Test
    void aDeploymentWithoutAMigrationPassesTheGateAsNotRequired() throws Exception {
        system.versionOne("before-plain");

        String plain = system.post("v3", "plain");
        ServiceDeployed deployed = system.awaited(plain, ServiceDeployed.class);

        MigrationSucceeded succeeded =
                system.of(plain, MigrationSucceeded.class).getFirst();
        assertThat(succeeded.getOutcome()).isEqualTo(MigrationOutcome.NOT_REQUIRED);
        assertThat(succeeded.getEvidence()).isEmpty();
        assertThat(system.of(plain, MigrationStarted.class)).isEmpty();
        assertThat(system.get(URI.create(deployed.getUri()))).contains("1.2.0");
    }

    @Test
    void theSameRequestFiveTimesIsOneDeploymentWithOneExecution() throws Exception {
        List<String> deployments = List.of(
                system.post("v1", "again"),
                system.post("v1", "again"),
                system.post("v1", "again"),
                system.post("v1", "again"),
                system.post("v1", "again"));

        system.awaited(deployments.getFirst(), ServiceDeployed.class);
        system.versionOne("after-again");

        assertThat(deployments).containsOnly(deployments.getFirst());
        assertThat(system.of(deployments.getFirst(), MigrationStarted.class)).hasSize(1);
        assertThat(system.of(deployments.getFirst(), ServiceDeployed.class)).hasSize(1);
        assertThat(executionsOf(deployments.getFirst())).isEqualTo(1);
    }

    @Test
    void noEventCarriesASecretsValue() throws Exception {
        String deployment = system.post("v1", "secret");
        system.awaited(deployment, ServiceDeployed.class);

        MigrationSucceeded succeeded =
                system.of(deployment, MigrationSucceeded.class).getFirst();
        var variable = succeeded.getRequest().getService().getContainer().getEnv().stream()
                .filter(env -> env.getName().equals("DATABASE_URL"))
                .findFirst()
                .orElseThrow();
        String url = system.google()
                .secrets()
                .accessSecretVersion(variable.getSecretVersion().orElseThrow())
                .getPayload()
                .getData()
                .toStringUtf8();
        String password = URI.create(url).getUserInfo().split(":", 2)[1];

        assertThat(variable.getValue()).isEmpty();
        assertThat(password).hasSizeGreaterThan(16);
        assertThat(system.of(deployment, DeploymentRequested.class).toString()).doesNotContain(password);
        assertThat(succeeded.toString()).doesNotContain(password);
    }

    private static long executionsOf(String deployment) {
        MigrationStarted started = system.of(deployment, MigrationStarted.class).getFirst();
        String region = started.getJob().substring(0, started.getJob().indexOf("/jobs/"));
        return StreamSupport.stream(
                        system.google()
                                .executions()
                                .listExecutions(region + "/jobs/-")
                                .iterateAll()
                                .spliterator(),
                        false)
                .filter(execution -> execution.getLabelsMap().containsValue(deployment))
                .count();
    }
}
