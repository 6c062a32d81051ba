package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.Gate;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.DeploymentSuperseded;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.forgery.ForgedSuccess;
import dev.migrationgate.tests.ground.AnyPlatform;
import dev.migrationgate.tests.ground.Flag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that end because a person, a newer one or a lie says so. */
@AnyPlatform
class WhoGivesWayIT {
    private static RunningSystem system;

    @TempDir
    private Path flags;

    @BeforeAll
    static void start(@TempDir Path state) throws Exception {
        system = RunningSystem.start(state);
        // The service needs the tables of its own migration; the tests' scripts make none.
        system.versionOne("before-all");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    void aForcedCancelEndsTheMigrationAndDeploysNothing() throws Exception {
        String deployment = system.postMigrating("sleep 600", "cancelPolicy: force", "forced");
        system.awaited(deployment, MigrationStarted.class);

        assertThat(cancel(deployment)).isZero();

        DeploymentCancelled cancelled = system.awaited(deployment, DeploymentCancelled.class);
        assertThat(cancelled.getReason()).startsWith("changed our mind (its migration ended: ");
        system.versionOne("after-forced");
        assertThat(system.of(deployment, MigrationSucceeded.class)).isEmpty();
    }

    @Test
    void aGracefulCancelLetsTheMigrationEndAndDeploysNothing() throws Exception {
        Flag flag = system.ground().flag(flags, "graceful");
        String deployment = system.postMigrating(flag.await(), "cancelPolicy: graceful", "graceful");
        system.awaited(deployment, MigrationStarted.class);

        assertThat(cancel(deployment)).isZero();
        flag.raise();

        assertThat(system.awaited(deployment, DeploymentCancelled.class).getReason())
                .isEqualTo("changed our mind (its migration had succeeded all the same)");
        system.versionOne("after-graceful");
        assertThat(system.story(deployment))
                .containsExactly("DeploymentRequested", "MigrationStarted", "DeploymentCommand", "DeploymentCancelled");
    }

    @Test
    void aNewerRequestThatSaysSoTakesThePlaceOfThoseThatWait() throws Exception {
        Flag flag = system.ground().flag(flags, "superseded");
        String running = system.postMigrating(flag.await(), "supersede-running");
        system.awaited(running, MigrationStarted.class);
        String older = system.post("v1", "supersede-older");
        String newer = system.postMigrating("true", "supersede: true", "supersede-newer");

        DeploymentSuperseded superseded = system.awaited(older, DeploymentSuperseded.class);
        flag.raise();

        assertThat(superseded.getSupersededBy()).isEqualTo(newer);
        system.awaited(newer, ServiceDeployed.class);
        assertThat(system.of(older, MigrationStarted.class)).isEmpty();
        assertThat(system.of(running, MigrationSucceeded.class)).hasSize(1);
    }

    @Test
    void aForgedSuccessWithAStolenKeyDeploysNothingAndKeepsTheRightOneOutNeither() throws Exception {
        Flag flag = system.ground().flag(flags, "forged");
        String deployment = system.postMigrating(flag.isUp(), "forged");
        MigrationFailed failed = system.awaited(deployment, MigrationFailed.class);

        DeploymentRequested request =
                system.of(deployment, DeploymentRequested.class).getFirst();
        new ForgedSuccess(request, failed.getEvidence().orElseThrow())
                .write(
                        system.ground().bootstrapServers(),
                        system.ground().registry(),
                        system.ground().gateKey());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(deadLetters())
                        .contains("migration-succeeded", "the evidence does not hold", "did not succeed"));
        assertThat(system.of(deployment, ServiceDeployed.class)).isEmpty();
        flag.raise();
        assertThat(gate("retry", deployment, "--reason", "mended")).isZero();
        system.awaited(deployment, ServiceDeployed.class);
    }

    private static String deadLetters() {
        StringWriter said = new StringWriter();
        Gate.commandLine()
                .setOut(new PrintWriter(said))
                .execute(
                        "dead-letter",
                        "list",
                        "--bootstrap-servers",
                        system.ground().bootstrapServers());
        return said.toString();
    }

    private static int cancel(String deployment) {
        return gate("cancel", deployment, "--reason", "changed our mind");
    }

    private static int gate(String command, String deployment, String option, String value) {
        String ingest = system.ground().ingest().toString();
        return system.gate(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                "operator",
                command,
                deployment,
                option,
                value,
                "--actor",
                "the tester",
                "--ingest",
                ingest);
    }
}
