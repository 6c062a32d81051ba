package dev.migrationgate.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.GateSignature;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.EventContent;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.junit.jupiter.api.Test;

class SignedSuccessTest {
    private static final Instant NOW = Requested.NOW;
    private static final SigningKey KEY = SigningKey.draw();

    /** As version 8 of the schema was, before requests had a signature of their own; whose it was, and what was written. */
    private static final Path EARLIER = Path.of("../schemas/baseline/migration-succeeded/008.avsc");

    private static final String EARLIER_KEY = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAfAM/r9GVUE6LqkrzJ4ceJo9PqWE0zsEhydty1qBNYgY=
            -----END PUBLIC KEY-----
            """;

    private static final String EARLIER_EVENT =
            "BGQxFm8vdS9lL3AvYXBpJkRhdGFiYXNlL28vdS9lL3AvZGICMYDk6eiyaAh0ZXN0AjEAAAAAAnACcgZhcGkKYXBp"
                    + "OjEAAAAAAKB+AAAAeAAAABJzaGEyNTY6MDAAAAACAACA5OnosmgAAAACIGNiNjI1YTNkOWQyMWU3MDiwAUFiUkpW"
                    + "ZWF2V05Td1pKSU1haVY0VWRjSFBIdjNWRlNVS3ZJcS9SNnZyVWJuNFdKSStCSTd4Zm5haW5Sd2p3dVhELzNWRW5L"
                    + "OWt0V1R6b2lja1doK0RnPT0=";

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

    @Test
    void whatAnEarlierVersionSignedIsStillTaken() throws IOException {
        var registry = SchemaRegistry.inMemory();
        int id = registry.idOf("any", new Schema.Parser().parse(Files.readString(EARLIER)));
        byte[] event = Base64.getDecoder().decode(EARLIER_EVENT);
        byte[] framed = ByteBuffer.allocate(5 + event.length)
                .put((byte) 0)
                .putInt(id)
                .put(event)
                .array();

        IndexedRecord read = new EventCodec(registry).decodeAsWritten(Topics.MIGRATION_SUCCEEDED, framed);

        assertThat(SignedSuccess.problem(read, PublicKeys.parse(List.of(EARLIER_KEY))))
                .isEmpty();
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
        return MigrationSucceeded.newBuilder()
                .setRequest(Requested.request())
                .setOutcome(MigrationOutcome.NOT_REQUIRED)
                .setAttempt(0)
                .setDecidedAt(NOW)
                .build();
    }
}
