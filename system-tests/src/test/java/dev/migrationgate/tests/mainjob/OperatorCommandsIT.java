package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.cloud.run.v2.ExecutionName;
import dev.migrationgate.cli.Gate;
import dev.migrationgate.events.CommandRefused;
import dev.migrationgate.events.DeploymentCancelled;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.tests.ground.AnyPlatform;
import dev.migrationgate.tests.ground.Flag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can ask of a deployment, by the command line, on the whole system. */
@AnyPlatform
class OperatorCommandsIT {
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
    void aDeploymentThatWaitsIsCancelledAndTheOneThatRunsIsNot() throws Exception {
        Flag flag = system.ground().flag(flags, "cancel");
        String running = system.postMigrating(flag.await(), "cancel-running");
        system.awaited(running, MigrationStarted.class);
        String waiting = system.post("v1", "cancel-waiting");
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(lane("payments-db"))
                        .containsSubsequence("held by: " + running, "running, for at most", "1. in line: " + waiting));

        assertThat(gate("cancel", waiting, "--reason", "a mistake")).isZero();
        DeploymentCancelled cancelled = system.awaited(waiting, DeploymentCancelled.class);
        assertThat(gate("cancel", running, "--reason", "another mistake")).isZero();
        CommandRefused refused = system.awaited(running, CommandRefused.class);
        flag.raise();

        system.awaited(running, ServiceDeployed.class);
        // What comes after it in the same lane shows that the cancelled one is not on its way any more.
        system.versionOne("after-cancel");
        assertThat(refused.getReason()).contains("running", "cancelPolicy is 'never'");
        assertThat(cancelled.toString()).contains("a mistake").contains("the tester");
        assertThat(system.story(waiting))
                .containsExactly("DeploymentRequested", "DeploymentCommand", "DeploymentCancelled");
    }

    @Test
    void aFailedMigrationIsRetriedAsItsNextAttempt() throws Exception {
        Flag flag = system.ground().flag(flags, "retry");
        String deployment = system.postMigrating(flag.isUp(), "retry");
        system.awaited(deployment, MigrationFailed.class);
        flag.raise();

        assertThat(gate("retry", deployment, "--reason", "the database was mended"))
                .isZero();

        system.awaited(deployment, ServiceDeployed.class);
        assertThat(system.story(deployment))
                .containsExactly(
                        "DeploymentRequested",
                        "MigrationStarted",
                        "MigrationFailed",
                        "DeploymentCommand",
                        "MigrationStarted",
                        "MigrationSucceeded",
                        "ServiceDeployed");
        assertThat(system.of(deployment, MigrationStarted.class))
                .extracting(MigrationStarted::getAttempt)
                .containsExactly(1, 2);
    }

    @Test
    void aLaneWhoseExecutionWasDeletedWaitsForAVerdict() throws Exception {
        String deployment = system.postMigrating("sleep 600", "release");
        MigrationStarted started = system.awaited(deployment, MigrationStarted.class);
        String waiting = system.post("v1", "release-waiting");
        var _ = system.google().executions().deleteExecutionAsync(ExecutionName.parse(started.getExecution()));

        system.awaited(deployment, LaneQuarantined.class);
        assertThat(lane("payments-db"))
                .containsSubsequence(
                        "held by: " + deployment, "quarantined", "reason: ", "gate lane release " + deployment);
        assertThat(gate("lane", "release", deployment, "--verdict", "failed", "--reason", "looked into it"))
                .isZero();

        LaneReleased released = system.awaited(deployment, LaneReleased.class);
        MigrationFailed failed = system.awaited(deployment, MigrationFailed.class);
        system.awaited(waiting, ServiceDeployed.class);
        assertThat(released.toString()).contains("looked into it").contains("the tester");
        assertThat(failed.getReason()).isEqualTo("VERDICT");
        assertThat(system.of(deployment, ServiceDeployed.class)).isEmpty();
    }

    private static String lane(String name) {
        StringWriter said = new StringWriter();
        int exit = Gate.commandLine()
                .setOut(new PrintWriter(said))
                .execute(
                        "lane",
                        "show",
                        name,
                        "--runner",
                        system.ground().runner().toString());
        assertThat(exit).isZero();
        return said.toString();
    }

    private static int gate(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of(
                "--actor", "the tester", "--ingest", system.ground().ingest().toString()));
        return system.gate(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                "operator",
                arguments.toArray(String[]::new));
    }
}
