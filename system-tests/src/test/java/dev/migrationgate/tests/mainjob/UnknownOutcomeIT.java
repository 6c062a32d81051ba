package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.emulator.fault.RuledFaults;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of an execution cannot be told. */
class UnknownOutcomeIT {

    /** Somebody takes the runner's permission to read executions away, and gives it back. */
    @Test
    void theLaneIsHeldUntilTheEndIsSeenAfterAll(@TempDir Path state, @TempDir Path flags) throws Exception {
        RuledFaults faults = new RuledFaults(Clock.systemUTC());
        Path flag = flags.resolve("go on");
        try (RunningSystem system = RunningSystem.start(state, Map.of("READING_REFUSED_LIMIT_SECONDS", "1"), faults)) {
            system.versionOne("before");
            String deployment = system.postMigrating("until [ -e '" + flag + "' ]; do sleep 0.1; done", "unreadable");
            system.awaited(deployment, MigrationStarted.class);

            faults.become("{\"rules\":[{\"method\":\"(List|Get)Executions?\",\"before\":\"PERMISSION_DENIED\"}]}");
            LaneQuarantined quarantined = system.awaited(deployment, LaneQuarantined.class);
            Files.createFile(flag);
            faults.become("{}");

            LaneReleased released = system.awaited(deployment, LaneReleased.class);
            system.awaited(deployment, ServiceDeployed.class);
            assertThat(quarantined.getReason()).contains("has been refused for PT1S", "PERMISSION_DENIED");
            assertThat(released.getActor()).isEqualTo("evidence");
            assertThat(system.story(deployment))
                    // Released and succeeded in one decision, so at one time.
                    .containsExactlyInAnyOrder(
                            "DeploymentRequested",
                            "MigrationStarted",
                            "LaneQuarantined",
                            "LaneReleased",
                            "MigrationSucceeded",
                            "ServiceDeployed");
        }
    }

    @Test
    void theLaneIsHeldWhereTheLogContradictsTheExecution(@TempDir Path state, @TempDir Path flags) throws Exception {
        Path flag = flags.resolve("go on");
        try (RunningSystem system = RunningSystem.start(state)) {
            String deployment = system.postMigrating(
                    "echo started; until [ -e '" + flag + "' ]; do sleep 0.1; done", "contradicted");
            String execution =
                    system.awaited(deployment, MigrationStarted.class).getExecution();
            Path log = state.resolve("cloud/logs/executions").resolve(shortName(execution) + ".jsonl");
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.exists(log));
            Files.writeString(log, systemLine(execution, "Container called exit(1)."), StandardOpenOption.APPEND);

            Files.createFile(flag);

            LaneQuarantined quarantined = system.awaited(deployment, LaneQuarantined.class);
            assertThat(quarantined.getReason()).contains(execution, "contradicts its log", "succeeded", "1");
            assertThat(system.of(deployment, MigrationSucceeded.class)).isEmpty();
        }
    }

    private static String systemLine(String execution, String text) {
        return """
                {"logName":"projects/%s/logs/run.googleapis.com%%2Fvarlog%%2Fsystem","insertId":"of-another-witness",\
                "resource":{"type":"cloud_run_job"},"labels":{"run.googleapis.com/execution_name":"%s"},\
                "timestamp":"%s","textPayload":"%s"}
                """.formatted(execution.split("/", 3)[1], shortName(execution), Instant.now(), text);
    }

    private static String shortName(String execution) {
        return execution.substring(execution.lastIndexOf('/') + 1);
    }
}
