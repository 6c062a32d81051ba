package dev.migrationgate.runner.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.MigrationSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.host.streams.Hosted;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneMachine;
import dev.migrationgate.runner.lane.LaneRules;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is believed to ask for a deployment. What cannot be read is a dead letter, and no input of any lane. */
class RequestSignatureTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final SigningKey INGEST = SigningKey.draw();
    private static final String LANE = "o/u/e/p/app";

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());

    @Test
    void whatNobodySignedIsRefusedAndItsLaneGoesOn() {
        var hosted = trusting(INGEST);

        refused(hosted, request().build(), "whoever wrote it is not ingest: it is not signed");

        assertThat(passed(hosted, SignedRequest.sign(request().build(), INGEST)))
                .isInstanceOf(LaneEvent.Succeeded.class);
    }

    @Test
    void whatAnotherKeySignedIsRefused() {
        refused(
                trusting(INGEST),
                SignedRequest.sign(request().build(), SigningKey.draw()),
                "trusted are [" + INGEST.id() + "]");
    }

    /** The one that this is about: an application whose migration was taken out. */
    @Test
    void aTrueRequestWithoutItsMigrationIsRefused() {
        MigrationSpec migration = MigrationSpec.newBuilder()
                .setContainer(ContainerSpec.newBuilder().setImage("migrate:1").build())
                .build();
        DeploymentRequested signed =
                SignedRequest.sign(request().setMigration(migration).build(), INGEST);

        refused(
                trusting(INGEST),
                DeploymentRequested.newBuilder(signed).setMigration(null).build(),
                "it is not what the key " + INGEST.id() + " signed");
    }

    @Test
    void aRequestInAnotherLaneThanItsOwnIsRefused() {
        byte[] bytes = codec.encode(
                Topics.DEPLOYMENT_REQUESTED, SignedRequest.sign(request().build(), INGEST));

        assertThatThrownBy(() -> read(trusting(INGEST), "o/u/e/p/other", bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("the record's key is");
    }

    @Test
    void whileKeysAreExchangedBothAreBelieved() {
        SigningKey old = SigningKey.draw();

        assertThat(passed(trusting(INGEST, old), SignedRequest.sign(request().build(), old)))
                .isInstanceOf(LaneEvent.Succeeded.class);
    }

    @Test
    void whoTrustsNoKeyBelievesEverybody() {
        var hosted = hosted(Optional.empty());

        assertThat(passed(hosted, request().build())).isInstanceOf(LaneEvent.Succeeded.class);
        assertThat(passed(hosted, SignedRequest.sign(request().build(), SigningKey.draw())))
                .isInstanceOf(LaneEvent.Succeeded.class);
    }

    /** The runner may have pinned secrets in it, so that ingest's signature would fit no more; its own covers all. */
    @Test
    void whatTheGateCarriesIsSignedByTheRunnerAlone() {
        var hosted = trusting(INGEST);
        LaneEvent passed = passed(hosted, SignedRequest.sign(request().build(), INGEST));

        var told = codec.decode(
                Topics.MIGRATION_SUCCEEDED, hosted.toRecord().apply(passed).value());

        assertThat(told.getSignature()).isPresent();
        assertThat(told.getRequest()).isEqualTo(request().build());
    }

    private void refused(
            Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> hosted, DeploymentRequested request, String why) {
        byte[] bytes = codec.encode(Topics.DEPLOYMENT_REQUESTED, request);

        assertThatThrownBy(() -> read(hosted, LANE, bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining(why);
    }

    /** What comes of a request that is read, in a lane in which nothing happened before. */
    private LaneEvent passed(Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> hosted, DeploymentRequested request) {
        LaneInput input = read(hosted, LANE, codec.encode(Topics.DEPLOYMENT_REQUESTED, request));
        return hosted.machine()
                .step(hosted.machine().initial(LANE), input, NOW)
                .events()
                .getLast();
    }

    private static LaneInput read(
            Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> hosted, String key, byte[] bytes) {
        return hosted.sources().get(0).reader().read(key, bytes);
    }

    private Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> trusting(SigningKey... keys) {
        return hosted(Optional.of(PublicKeys.parse(
                List.of(keys).stream().map(SigningKey::publicPem).toList())));
    }

    private Hosted<LaneState, LaneInput, LaneEvent, LaneEffect> hosted(Optional<PublicKeys> requests) {
        return HostedLanes.of(
                new LaneMachine(LaneRules.DEFAULT),
                codec,
                new Keys(requests, SigningKey.draw()),
                (key, effect, decidedAt, observer) -> {},
                Traces.off());
    }

    private static DeploymentRequested.Builder request() {
        return RequestEvents.request(
                LANE, NOW, ContainerSpec.newBuilder().setImage("image:1").build());
    }
}
