package dev.migrationgate.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.JsonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A newer deployment that failed leaves its marks on the service: an older one goes over them. */
class GoingOverTest {
    private static final Instant NOW = Deployments.START.plus(Duration.ofHours(1));
    private static final RolloutMachine MACHINE = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));

    private final Deployment two = Deployments.applied(2);
    private final Deployment three = Deployments.applied(3);
    private final List<RolloutEvent> events = new ArrayList<>();
    private final List<RolloutEffect> effects = new ArrayList<>();
    private RolloutState state = MACHINE.initial("app");

    @Test
    void whatFailedSupersedesNobody() {
        fail(three);
        begin(two);

        hear(new RolloutInput.NewerFound(two.deploymentId(), three.deploymentId()));

        assertThat(effects).last().isEqualTo(new RolloutEffect.CreateRevision(two, Optional.of(three.deploymentId())));
        hear(new RolloutInput.RevisionCreated(two.deploymentId(), NOW));
        hear(new RolloutInput.RevisionReady(two.deploymentId()));
        assertThat(effects).last().isEqualTo(new RolloutEffect.ShiftTraffic(two, Optional.of(three.deploymentId())));
        hear(new RolloutInput.TrafficShifted(two.deploymentId(), "http://127.0.0.1:1"));
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("DeployFailed", "Deployed");
    }

    @Test
    void whatWasSeenTwiceIsAskedOnce() {
        fail(three);
        begin(two);
        var found = new RolloutInput.NewerFound(two.deploymentId(), three.deploymentId());
        hear(found);
        effects.clear();

        hear(found);

        assertThat(effects).isEmpty();
    }

    @Test
    void whatServesSupersedesWhatWasRequestedBefore() {
        fail(three);
        hear(new RolloutInput.GateOpened(Deployments.applied(4)));
        finish(Deployments.applied(4));
        begin(Deployments.applied(5));

        hear(new RolloutInput.NewerFound(Deployments.applied(5).deploymentId(), "d-unknown"));

        assertThat(state.failed(three.deploymentId())).isFalse();
        assertThat(events).last().isInstanceOf(RolloutEvent.Superseded.class);
    }

    @Test
    void aStateOfAnEarlierVersionGoesOverNothing() {
        begin(two);
        var codec = new JsonCodec<>(RolloutState.class);
        String json = new String(codec.encode(state), StandardCharsets.UTF_8);
        assertThat(json).contains(",\"over\":null");

        String older = json.replace(",\"over\":null", "");

        assertThat(codec.decode(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(state);
    }

    @Test
    void aWithdrawalOfAnEarlierVersionCountsRefusalsFromTheNextOne() {
        begin(two);
        hear(new RolloutInput.RevisionCreated(two.deploymentId(), NOW));
        hear(new RolloutInput.RevisionReady(two.deploymentId()));
        hear(new RolloutInput.RevisionFailed(two.deploymentId(), "exit 1"));
        var codec = new JsonCodec<>(RolloutState.class);
        String json = new String(codec.encode(state), StandardCharsets.UTF_8);
        assertThat(json).contains(",\"refusedSince\":null");

        String older = json.replace(",\"refusedSince\":null", "");

        assertThat(codec.decode(older.getBytes(StandardCharsets.UTF_8))).isEqualTo(state);
    }

    private void fail(Deployment deployment) {
        begin(deployment);
        hear(new RolloutInput.RevisionCreated(deployment.deploymentId(), NOW));
        hear(new RolloutInput.RevisionFailed(deployment.deploymentId(), "exit 1"));
    }

    private void finish(Deployment deployment) {
        hear(new RolloutInput.EvidenceAccepted(deployment.deploymentId(), deployment.gateId()));
        hear(new RolloutInput.RevisionCreated(deployment.deploymentId(), NOW));
        hear(new RolloutInput.RevisionReady(deployment.deploymentId()));
        hear(new RolloutInput.TrafficShifted(deployment.deploymentId(), "http://127.0.0.1:1"));
    }

    private void begin(Deployment deployment) {
        hear(new RolloutInput.GateOpened(deployment));
        hear(new RolloutInput.EvidenceAccepted(deployment.deploymentId(), deployment.gateId()));
    }

    private void hear(RolloutInput input) {
        Decision<RolloutState, RolloutEvent, RolloutEffect> decision = MACHINE.step(state, input, NOW);
        state = decision.state();
        events.addAll(decision.events());
        effects.addAll(decision.effects());
    }
}
