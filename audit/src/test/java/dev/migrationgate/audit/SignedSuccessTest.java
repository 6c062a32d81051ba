package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.GateSignature;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.EventContent;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class SignedSuccessTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final SigningKey KEY = SigningKey.draw();

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MigrationSucceeded signed = SignedSuccess.sign(said(), KEY);

    @Test
    void whatARunnerSignedIsTakenAlsoWhileAnotherKeyIsComing() {
        assertThat(problem(signed, KEY)).isEmpty();
        assertThat(problem(signed, SigningKey.draw(), KEY)).isEmpty();
    }

    @Test
    void whatNobodySignedIsNotTaken() {
        assertThat(problem(said(), KEY)).contains("it is not signed");
    }

    @Test
    void aKeyThatIsNotTrustedIsNamedAndCutWhereItIsAnything() {
        assertThat(problem(SignedSuccess.sign(said(), SigningKey.draw()), KEY).orElseThrow())
                .contains("trusted are [" + KEY.id() + "]");
        var huge = MigrationSucceeded.newBuilder(signed)
                .setSignature(new GateSignature("x".repeat(100_000), "y"))
                .build();
        assertThat(problem(huge, KEY).orElseThrow()).hasSizeLessThan(200);
    }

    @Test
    void everyFieldIsSigned() {
        for (Schema.Field field : MigrationSucceeded.getClassSchema().getFields()) {
            if (!field.name().equals("signature")) {
                assertThat(problem(changed(field.name()), KEY))
                        .as(field.name())
                        .contains("it is not what the key " + KEY.id() + " signed");
            }
        }
    }

    @Test
    void aSignatureOfSomethingElseIsNone() {
        byte[] content = EventContent.without(said(), "signature");
        var other = MigrationSucceeded.newBuilder(said())
                .setSignature(new GateSignature(KEY.id(), KEY.sign(Statement.CHECKPOINT, content)))
                .build();

        assertThat(problem(other, KEY)).isPresent();
    }

    /** Whoever may change the registry could exchange two outcomes under the same id: the bytes would stay as they are. */
    @Test
    void theMeaningIsSignedToo() {
        IndexedRecord written =
                codec.decodeAsWritten(Topics.MIGRATION_SUCCEEDED, codec.encode(Topics.MIGRATION_SUCCEEDED, signed));
        Schema turned = new Schema.Parser()
                .parse(written.getSchema()
                        .toString()
                        .replace("\"NOT_REQUIRED\",\"SKIPPED\"", "\"SKIPPED\",\"NOT_REQUIRED\""));
        assertThat(turned).isNotEqualTo(written.getSchema());
        var read = new GenericData.Record(turned);
        written.getSchema().getFields().forEach(field -> read.put(field.pos(), written.get(field.pos())));
        read.put(
                "outcome", new GenericData.EnumSymbol(turned.getField("outcome").schema(), "NOT_REQUIRED"));

        assertThat(SignedSuccess.problem(read, trusted(KEY)))
                .contains("it is not what the key " + KEY.id() + " signed");
    }

    private MigrationSucceeded changed(String field) {
        var builder = MigrationSucceeded.newBuilder(signed);
        return switch (field) {
            case "request" -> {
                var service = ServiceSpec.newBuilder(signed.getRequest().getService())
                        .setService("other")
                        .build();
                yield builder.setRequest(DeploymentRequested.newBuilder(signed.getRequest())
                                .setService(service)
                                .build())
                        .build();
            }
            case "outcome" -> builder.setOutcome(MigrationOutcome.SKIPPED).build();
            case "attempt" -> builder.setAttempt(7).build();
            case "evidence" ->
                builder.setEvidence(ExecutionEvidence.newBuilder()
                                .setJob("j")
                                .setExecution("e")
                                .setImage("i")
                                .build())
                        .build();
            case "decidedAt" -> builder.setDecidedAt(NOW.plusMillis(1)).build();
            case "laneEpoch" -> builder.setLaneEpoch(9).build();
            case "databaseChanges" -> builder.setDatabaseChanges(List.of("a")).build();
            case "databaseWarnings" -> builder.setDatabaseWarnings(List.of("a")).build();
            default -> throw new IllegalArgumentException("no change of " + field + " is known here");
        };
    }

    private Optional<String> problem(MigrationSucceeded event, SigningKey... trusted) {
        byte[] bytes = codec.encode(Topics.MIGRATION_SUCCEEDED, event);
        return SignedSuccess.problem(codec.decodeAsWritten(Topics.MIGRATION_SUCCEEDED, bytes), trusted(trusted));
    }

    private static PublicKeys trusted(SigningKey... keys) {
        return PublicKeys.parse(
                List.of(keys).stream().map(SigningKey::publicPem).toList());
    }

    private static MigrationSucceeded said() {
        var container = ContainerSpec.newBuilder().setImage("api:1").build();
        var request = DeploymentRequested.newBuilder()
                .setDeploymentId("d1")
                .setApplicationId("o/u/e/p/api")
                .setLaneId("Database/o/u/e/p/db")
                .setVersion("1")
                .setRequester(Requester.newBuilder()
                        .setSource("test")
                        .setDeliveryId("1")
                        .build())
                .setManifestDigest("sha256:00")
                .setRequestedAt(NOW)
                .setService(ServiceSpec.newBuilder()
                        .setCloudProject("p")
                        .setRegion("r")
                        .setService("api")
                        .setContainer(container)
                        .setPort(8080)
                        .setReadinessDeadlineSeconds(60)
                        .build())
                .build();
        return MigrationSucceeded.newBuilder()
                .setRequest(request)
                .setOutcome(MigrationOutcome.NOT_REQUIRED)
                .setAttempt(0)
                .setDecidedAt(NOW)
                .build();
    }
}
