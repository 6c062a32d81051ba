package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.Requester;
import dev.migrationgate.ingest.GuideManifests;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Replay;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestsTest {
    @Test
    void theEventSaysWhatAccessTheManifestsDeclare() {
        String access = "privileges: [Usage, select], schema: ledger, extensions: [citext], skipSchemaCreation: true, "
                + "secretSource: {envVar: LEDGER_URL}, migrator: shared";
        String manifests = GuideManifests.ALL
                .replace("privileges: [USAGE, CREATE]", access)
                .replace("{cpuCount: 2}", "{databases: [{name: payments}, {name: audit}]}");

        DatabaseAccess event = event(manifests).getDatabase().orElseThrow();

        assertThat(event.getDatabaseId())
                .isEqualTo("Database/fincorp/retail-banking/production/payment-gateway/payments-db");
        assertThat(event.getDatabaseName()).isEqualTo("payments");
        assertThat(event.getOtherDatabases()).containsExactly("audit");
        assertThat(event.getSchema$()).isEqualTo("ledger");
        assertThat(event.getPrivileges()).containsExactly("USAGE", "SELECT");
        assertThat(event.getExtensions()).containsExactly("citext");
        assertThat(event.getSkipSchemaCreation()).isTrue();
        assertThat(event.getSecretEnvVar()).isEqualTo("LEDGER_URL");
        assertThat(event.getSharedMigrator()).isTrue();
    }

    @Test
    void whatTheManifestsLeaveOutIsTheFormatsDefault() {
        DatabaseAccess event = event(GuideManifests.ALL).getDatabase().orElseThrow();

        assertThat(event.getDatabaseName()).isEqualTo("payments-db");
        assertThat(event.getOtherDatabases()).isEmpty();
        assertThat(event.getSchema$()).isEqualTo("public");
        assertThat(event.getExtensions()).isEmpty();
        assertThat(event.getSkipSchemaCreation()).isFalse();
        assertThat(event.getSecretEnvVar()).isEqualTo("DATABASE_URL");
        assertThat(event.getSharedMigrator()).isFalse();
    }

    @Test
    void whatIsMadeAfterAnotherDeploymentSaysWhichAndWhyAndMayLeaveItsMigrationOut() {
        DeploymentRequested run = event(GuideManifests.ALL, Optional.of(new Replay("d1", "it worked there", false)));
        DeploymentRequested skip = event(GuideManifests.ALL, Optional.of(new Replay("d1", "it worked there", true)));
        DeploymentRequested own = event(GuideManifests.ALL);

        assertThat(run.getReplayOf()).contains("d1");
        assertThat(run.getReplayReason()).contains("it worked there");
        assertThat(run.getMigration()).isEqualTo(own.getMigration()).isPresent();
        assertThat(run.getSkippedMigration()).isEmpty();
        assertThat(skip.getMigration()).isEmpty();
        assertThat(skip.getSkippedMigration()).isEqualTo(own.getMigration());
        assertThat(own.getReplayOf()).isEmpty();
        assertThat(own.getReplayReason()).isEmpty();
    }

    private static DeploymentRequested event(String manifests) {
        return event(manifests, Optional.empty());
    }

    private static DeploymentRequested event(String manifests, Optional<Replay> replay) {
        var posted = new ManifestReader().read("test.yaml", manifests).manifests();
        DeploymentPlan plan = new Planner(PlanSettings.DEFAULT)
                .plan(posted, Catalogue.empty())
                .plans()
                .getFirst();
        var id = DeploymentId.derive("merge-1", plan.application());
        var deployment = new Deployment(id, plan.application(), plan.version(), plan.lane(), true, Instant.EPOCH);
        var requester = new Requester("api", "merge-1", null, null, null, null);
        return Requests.event(new Submission.Request(deployment, plan, replay), requester);
    }
}
