package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.GateSignature;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.EventContent;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class SignedRequestTest {
    private static final SigningKey KEY = SigningKey.draw();

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MigrationSpec migration = MigrationSpec.newBuilder()
            .setContainer(ContainerSpec.newBuilder().setImage("migrate:1").build())
            .build();
    private final DeploymentRequested signed = SignedRequest.sign(Requested.request(), KEY);

    @Test
    void whatIngestSignedIsTakenAlsoWhileAnotherKeyIsComing() {
        assertThat(problem(signed, KEY)).isEmpty();
        assertThat(problem(signed, SigningKey.draw(), KEY)).isEmpty();
    }

    @Test
    void whatNobodyOrSomebodyElseSignedIsNotTaken() {
        assertThat(problem(Requested.request(), KEY)).contains("it is not signed");
        assertThat(problem(SignedRequest.sign(signed, SigningKey.draw()), KEY).orElseThrow())
                .contains("trusted are [" + KEY.id() + "]");
    }

    @Test
    void everyFieldIsSigned() {
        for (Schema.Field field : DeploymentRequested.getClassSchema().getFields()) {
            if (!field.name().equals("signature")) {
                assertThat(problem(changed(field.name()), KEY))
                        .as(field.name())
                        .contains("it is not what the key " + KEY.id() + " signed");
            }
        }
    }

    /** A key that is trusted for one thing says nothing about another. */
    @Test
    void aSignatureOfSomethingElseIsNone() {
        byte[] content = EventContent.without(Requested.request(), "signature");
        String ofTheRunner = KEY.sign(Statement.MIGRATION_SUCCEEDED, content);
        var other = DeploymentRequested.newBuilder(signed)
                .setSignature(new GateSignature(KEY.id(), ofTheRunner))
                .build();

        assertThat(problem(other, KEY)).isPresent();
    }

    @Test
    void aKeyToSignWithIsFoundAmongThoseThatAreTrusted() {
        List<String> trusted = List.of(SigningKey.draw().publicPem(), KEY.publicPem());

        assertThat(SigningKey.among(KEY.privatePem(), trusted).id()).isEqualTo(KEY.id());
    }

    @Test
    void aKeyThatNobodyWouldTrustIsNoneToSignWith() {
        String another = SigningKey.draw().publicPem();

        assertThatThrownBy(() -> SigningKey.among(KEY.privatePem(), List.of(another)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of the public keys");
        String garbage = new String(new byte[] {'x'}, StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> SigningKey.among(KEY.privatePem(), List.of(KEY.publicPem(), garbage)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private DeploymentRequested changed(String field) {
        var builder = DeploymentRequested.newBuilder(signed);
        return switch (field) {
            case "deploymentId" -> builder.setDeploymentId("d2").build();
            case "applicationId" -> builder.setApplicationId("o/u/e/p/web").build();
            case "laneId" -> builder.setLaneId("Database/o/u/e/p/other").build();
            case "version" -> builder.setVersion("2").build();
            case "requestedAt" ->
                builder.setRequestedAt(Requested.NOW.plusMillis(1)).build();
            case "requester" ->
                builder.setRequester(Requester.newBuilder(signed.getRequester())
                                .setActor("ann")
                                .build())
                        .build();
            case "service" ->
                builder.setService(ServiceSpec.newBuilder(signed.getService())
                                .setService("other")
                                .build())
                        .build();
            case "migration" -> builder.setMigration(migration).build();
            case "database" ->
                builder.setDatabase(DatabaseAccess.newBuilder()
                                .setDatabaseId("db")
                                .setDatabaseName("db")
                                .build())
                        .build();
            case "manifestDigest" -> builder.setManifestDigest("sha256:01").build();
            case "replayOf" -> builder.setReplayOf("d0").build();
            case "replayReason" -> builder.setReplayReason("why not").build();
            case "skippedMigration" -> builder.setSkippedMigration(migration).build();
            default -> throw new IllegalArgumentException("no change of " + field + " is known here");
        };
    }

    private Optional<String> problem(DeploymentRequested request, SigningKey... trusted) {
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_REQUESTED, request);
        return SignedRequest.problem(
                codec.decodeAsWritten(Topics.DEPLOYMENT_REQUESTED, bytes),
                PublicKeys.parse(
                        List.of(trusted).stream().map(SigningKey::publicPem).toList()));
    }
}
