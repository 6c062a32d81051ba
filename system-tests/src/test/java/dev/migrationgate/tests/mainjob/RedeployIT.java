package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that are made again from their records, on the whole system. */
class RedeployIT {
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
    void anOlderVersionIsDeployedAgainOnlyWithoutItsMigrationOnceALaterOneWasRequested() throws Exception {
        String first = deployed(system.post("v1", "first"));
        Answer same = redeploy(first, "run", "once-more");
        String repeated = deployed(accepted(same));
        String later = deployed(system.postMigrating("true", "later"));

        Answer run = redeploy(first, "run", "refused");
        Answer skip = redeploy(first, "skip", "taken");

        // With no other migration since, the same one runs again.
        assertThat(system.of(repeated, MigrationStarted.class)).hasSize(1);
        assertThat(run).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).contains(later, "\"migrations\": \"skip\"");
        });
        String again = accepted(skip);
        ServiceDeployed serves = system.awaited(again, ServiceDeployed.class);
        assertThat(serves.getMigrationOutcome()).isEqualTo(MigrationOutcome.SKIPPED);
        assertThat(system.get(URI.create(serves.getUri()))).contains("1.0.0");
        assertThat(system.story(again)).containsExactly("DeploymentRequested", "MigrationSucceeded", "ServiceDeployed");
        assertRecorded(first, again);
    }

    private static void assertRecorded(String first, String again) {
        DeploymentRequested original =
                system.of(first, DeploymentRequested.class).getFirst();
        DeploymentRequested request =
                system.of(again, DeploymentRequested.class).getFirst();
        assertThat(request.getService()).isEqualTo(original.getService());
        assertThat(request.getDatabase()).isEqualTo(original.getDatabase());
        assertThat(request.getManifestDigest()).isEqualTo(original.getManifestDigest());
        assertThat(request.getMigration()).isEmpty();
        assertThat(request.getSkippedMigration()).isEqualTo(original.getMigration());
        assertThat(request.getReplayOf()).contains(first);
        assertThat(request.getReplayReason()).contains("the newer one is slow");
        assertThat(request.getRequester().getActor()).contains("the tester");
        assertThat(request.getRequester().getDeliveryId()).isEqualTo("taken");
        MigrationSucceeded passed = system.of(again, MigrationSucceeded.class).getFirst();
        assertThat(passed.getOutcome()).isEqualTo(MigrationOutcome.SKIPPED);
        assertThat(passed.getAttempt()).isZero();
        assertThat(passed.getEvidence()).isEmpty();
    }

    private static String accepted(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted) answer).deployments().getFirst().id();
    }

    private static String deployed(String deployment) {
        system.awaited(deployment, ServiceDeployed.class);
        return deployment;
    }

    private static Answer redeploy(String deployment, String migrations, String key) throws Exception {
        try (IngestClient ingest = new IngestClient(system.stack().ingest())) {
            return ingest.redeploy(RecordedAt.of(system, deployment).wanted(deployment, migrations), key);
        }
    }
}
