package dev.migrationgate.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.catalogue.Catalogues;
import dev.migrationgate.ingest.intake.AnyImage;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.FakePublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.intake.Redeployment;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What is written when a deployment is made again. */
class RedeployedTest {
    private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
    private static final ApplicationId APPLICATION = ApplicationId.parse("o/u/e/p/app");
    private static final MigrationSpec MIGRATION = MigrationSpec.newBuilder()
            .setContainer(
                    ContainerSpec.newBuilder().setImage("migrate@sha256:1").build())
            .build();

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final FakePublisher publisher = new FakePublisher();
    private Optional<SigningKey> key = Optional.empty();

    /** A new one each time, as each asks for the same delivery. */
    private Intake intake() {
        return new Intake(
                new Planner(PlanSettings.DEFAULT),
                Catalogues.complete(),
                publisher,
                new AnyImage(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void allStaysAsItWasRecordedButWhoAsksAndWhenAndWhy() {
        DeploymentRequested original = original().build();

        DeploymentRequested again = again(original, false);

        assertThat(again)
                .isEqualTo(DeploymentRequested.newBuilder(original)
                        .setDeploymentId(DeploymentId.derive("key", APPLICATION).value())
                        .setRequestedAt(NOW)
                        .setRequester(Requester.newBuilder()
                                .setSource("api")
                                .setDeliveryId("key")
                                .setActor("token:ci (ann)")
                                .setRepository("acme/manifests")
                                .setRef("refs/heads/main")
                                .setCommit("c0ffee")
                                .build())
                        .setReplayOf("original")
                        .setReplayReason("2.0.0 is slow")
                        .build());
    }

    @Test
    void aMigrationThatIsSkippedIsNotThereForAnybodyToRun() {
        DeploymentRequested again = again(original().build(), true);

        assertThat(again.getMigration()).isEmpty();
        assertThat(again.getSkippedMigration()).contains(MIGRATION);
    }

    @Test
    void whatWasSkippedOnceCanRunLaterOrBeSkippedAgainAndNamesItsOwnOriginal() {
        DeploymentRequested skipped = original()
                .setMigration(null)
                .setSkippedMigration(MIGRATION)
                .setReplayOf("the very first")
                .setReplayReason("1.1.0 was slow")
                .build();

        DeploymentRequested run = again(skipped, false);

        assertThat(run.getMigration()).contains(MIGRATION);
        assertThat(run.getSkippedMigration()).isEmpty();
        assertThat(run.getReplayOf()).contains("original");
        assertThat(again(skipped, true).getSkippedMigration()).contains(MIGRATION);
    }

    @Test
    void whatWasRecordedByATagIsAskedForByItsDigest() {
        ServiceSpec service = ServiceSpec.newBuilder(original().getService())
                .setContainer(ContainerSpec.newBuilder()
                        .setImage("host.example/app:1.0.0")
                        .build())
                .build();

        DeploymentRequested again = again(original().setService(service).build(), false);

        assertThat(again.getService().getContainer().getImage())
                .isEqualTo("host.example/app@" + Digest.of("host.example/app:1.0.0"));
    }

    @Test
    void withoutAMigrationNothingIsSkipped() {
        DeploymentRequested again = again(original().setMigration(null).build(), true);

        assertThat(again.getMigration()).isEmpty();
        assertThat(again.getSkippedMigration()).isEmpty();
    }

    @Test
    void itIsSignedAnewOrNotAtAll() {
        SigningKey old = SigningKey.draw();
        DeploymentRequested original = SignedRequest.sign(original().build(), old);

        assertThat(again(original, false).getSignature()).isEmpty();

        key = Optional.of(SigningKey.draw());
        assertThat(SignedRequest.problem(
                        codec.decodeAsWritten(
                                Topics.DEPLOYMENT_REQUESTED,
                                record(original, false).value()),
                        PublicKeys.parse(List.of(key.orElseThrow().publicPem()))))
                .isEmpty();
    }

    @Test
    void itGoesToTheLaneOfItsOriginal() {
        DeploymentRequested original = original().build();

        assertThat(record(original, false).key()).isEqualTo(original.getLaneId());
    }

    private DeploymentRequested again(DeploymentRequested original, boolean skip) {
        return codec.decode(Topics.DEPLOYMENT_REQUESTED, record(original, skip).value());
    }

    private ProducerRecord<String, byte[]> record(DeploymentRequested original, boolean skip) {
        publisher.published.clear();
        var recorded = new Recorded(
                original.getDeploymentId(),
                APPLICATION,
                original.getVersion(),
                new LaneId(original.getLaneId()),
                original.getService().getContainer().getImage(),
                original.getMigration()
                        .or(original::getSkippedMigration)
                        .map(each -> each.getContainer().getImage()),
                original.getRequester().getRepository(),
                original.getRequester().getRef(),
                original.getRequester().getCommit(),
                Base64.getEncoder().encodeToString(codec.encode(Topics.DEPLOYMENT_REQUESTED, original)));
        var origin = new Origin(
                "api", Optional.of("token:ci (ann)"), recorded.repository(), recorded.ref(), recorded.commit());
        var delivery = Delivery.of(Optional.of("key"), new byte[0], "trace", origin);
        assertThat(intake().redeploy(delivery, Scope.EVERYTHING, Redeployment.of(recorded, skip, "2.0.0 is slow")))
                .isCompleted();
        return new SubmissionRecords(new Encoding(codec, key))
                .of(publisher.published.getFirst()).stream()
                        .filter(record -> record.topic().equals(Topics.DEPLOYMENT_REQUESTED.name()))
                        .findFirst()
                        .orElseThrow();
    }

    private static DeploymentRequested.Builder original() {
        return DeploymentRequested.newBuilder()
                .setDeploymentId("original")
                .setApplicationId(APPLICATION.toString())
                .setLaneId("Database/o/u/e/p/db")
                .setVersion("1.0.0")
                .setRequestedAt(NOW.minusSeconds(86_400))
                .setRequester(Requester.newBuilder()
                        .setSource("github")
                        .setDeliveryId("github:1")
                        .setActor("octocat")
                        .setRepository("acme/manifests")
                        .setRef("refs/heads/main")
                        .setCommit("c0ffee")
                        .build())
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("app")
                        .setContainer(ContainerSpec.newBuilder()
                                .setImage("app@sha256:1")
                                .build())
                        .setPort(8080)
                        .build())
                .setMigration(MIGRATION)
                .setDatabase(DatabaseAccess.newBuilder()
                        .setDatabaseId("Database/o/u/e/p/db")
                        .setDatabaseName("payments")
                        .build())
                .setManifestDigest("sha256:1");
    }
}
