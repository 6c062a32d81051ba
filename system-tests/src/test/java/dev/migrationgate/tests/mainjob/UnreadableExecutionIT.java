package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.emulator.fault.RuledFaults;
import dev.migrationgate.events.LaneQuarantined;
import dev.migrationgate.events.LaneReleased;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.ServiceDeployed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes the runner's permission to read executions away, and gives it back. */
class UnreadableExecutionIT {

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
}
