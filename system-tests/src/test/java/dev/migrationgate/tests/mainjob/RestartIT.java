package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.ServiceDeployed;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopping and starting again on the same state. */
class RestartIT {

    @Test
    void aRestartGoesOnWithTheSameDataAndStartsNothingTwice(@TempDir Path state) throws Exception {
        String deployment;
        URI address;
        try (RunningSystem first = RunningSystem.start(state)) {
            deployment = first.post("v1", "once");
            address =
                    URI.create(first.awaited(deployment, ServiceDeployed.class).getUri());
        }

        try (RunningSystem second = RunningSystem.start(state)) {
            assertThat(second.get(address)).contains("1.0.0");
            assertThat(second.post("v1", "once")).isEqualTo(deployment);
            second.versionOne("twice");

            assertThat(second.of(deployment, MigrationStarted.class)).isEmpty();
            assertThat(second.of(deployment, ServiceDeployed.class)).isEmpty();
        }
    }
}
