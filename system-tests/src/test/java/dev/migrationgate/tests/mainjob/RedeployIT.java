package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceDeployed;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments that are made again from their records, on the whole system. */
class RedeployIT {
    private static final String DIGEST = "sha256:" + "d".repeat(64);

    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path state, @TempDir Path root) throws Exception {
        MoreImages images = MoreImages.in(root);
        images.push("production", DIGEST);
        images.push("staging", DIGEST);
        images.push("staging", "0.9.0");
        images.push("staging", "2.0.0");
        system = RunningSystem.start(state, images);
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

    @Test
    void whatOneEnvironmentServesIsDeployedInAnotherWithThatOnesOwnDatabaseAndVariables() throws Exception {
        String production = deployed(system.postBody(
                manifests("1.0.0", "production", "image: " + MoreImages.repository("production") + "@" + DIGEST), "a"));
        deployed(system.postBody(staging("0.9.0"), "b"));

        String there = accepted(into(production, "run", "a-into-b"));

        ServiceDeployed serves = system.awaited(there, ServiceDeployed.class);
        DeploymentRequested request =
                system.of(there, DeploymentRequested.class).getFirst();
        assertThat(request.getApplicationId()).isEqualTo("fincorp/retail-banking/staging/payment-gateway/payment-api");
        assertThat(request.getReplayOf()).contains(production);
        assertThat(request.getVersion()).isEqualTo("1.0.0");
        assertThat(request.getDatabase().orElseThrow().getDatabaseName()).isEqualTo("staging_payments");
        assertThat(system.of(there, MigrationStarted.class))
                .singleElement()
                .satisfies(started -> assertThat(started.getExecution()).contains("payment-gateway-staging"));
        assertThat(serves.getMigrationOutcome()).isEqualTo(MigrationOutcome.APPLIED);
        assertThat(system.get(URI.create(serves.getUri()))).contains("1.0.0");
        Container container = system.stack()
                .google()
                .revisions()
                .getRevision(serves.getRevision())
                .getContainers(0);
        assertThat(container.getImage()).isEqualTo(MoreImages.repository("staging") + "@" + DIGEST);
        assertThat(container.getEnvList())
                .contains(EnvVar.newBuilder()
                        .setName("GREETING")
                        .setValue("from staging")
                        .build())
                .noneMatch(variable -> variable.toString().contains("production"));

        // The newest schema there decides, wherever it came from.
        deployed(system.postBody(staging("2.0.0"), "b-2"));
        assertThat(into(production, "run", "older")).isInstanceOfSatisfying(Answer.Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo("newer-schema");
            assertThat(refused.problem()).contains("2.0.0", "\"migrations\": \"skip\"");
        });
        String skipped = deployed(accepted(into(production, "skip", "older-skipped")));
        assertThat(system.of(skipped, MigrationStarted.class)).isEmpty();
    }

    private static String staging(String version) {
        return manifests(version, "staging", "env: [{name: GREETING, value: from staging}]")
                .replace("  clusterSize: 1", "  clusterSize: 1\n  databases: [{name: staging_payments}]");
    }

    private static String manifests(String version, String environment, String container) {
        return RunningSystem.manifests("payment-gateway", "v1")
                .replace("environment: production", "environment: " + environment)
                .replace("version: \"1.0.0\"", "version: \"" + version + "\"\n  container: {" + container + "}");
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
        return ask(RecordedAt.of(system, deployment).wanted(deployment, migrations), key);
    }

    private static Answer into(String deployment, String migrations, String key) throws Exception {
        Map<String, Object> wanted = RecordedAt.of(system, deployment).wanted(deployment, migrations);
        wanted.put("into", "staging");
        return ask(wanted, key);
    }

    private static Answer ask(Map<String, Object> wanted, String key) throws Exception {
        try (IngestClient ingest = new IngestClient(system.stack().ingest())) {
            return ingest.redeploy(wanted, key);
        }
    }
}
