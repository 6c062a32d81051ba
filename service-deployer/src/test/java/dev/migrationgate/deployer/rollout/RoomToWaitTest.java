package dev.migrationgate.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import dev.migrationgate.host.JsonCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An application's state is one record in Kafka, which must not grow beyond what Kafka takes. */
class RoomToWaitTest {
    private static final Instant NOW = Deployments.START.plus(Duration.ofHours(1));
    private static final int LARGEST_RECORD = 16 * 1024 * 1024;
    private static final RolloutMachine MACHINE = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));

    private final List<RolloutEvent> events = new ArrayList<>();
    private RolloutState state = MACHINE.initial("app");

    @Test
    void largeOnesThatWaitDoNotMakeTheStateTooLarge() {
        var codec = new JsonCodec<>(RolloutState.class);

        for (int number = 1; number <= 40; number++) {
            hear(new RolloutInput.GateOpened(Deployments.large(number, 1_300_000)));
        }

        assertThat(codec.encode(state)).hasSizeLessThan(LARGEST_RECORD);
        assertThat(state.waiting()).hasSize(3);
        assertThat(events).hasSize(36).allMatch(RolloutEvent.TurnedAway.class::isInstance);
    }

    @Test
    void whatWasTurnedAwayIsTakenOnceThereIsRoom() {
        Deployment late = Deployments.large(9, 3_000_000);
        hear(new RolloutInput.GateOpened(Deployments.large(1, 1_000_000)));
        hear(new RolloutInput.GateOpened(Deployments.large(2, 3_000_000)));
        hear(new RolloutInput.GateOpened(late));
        assertThat(events).singleElement().isInstanceOf(RolloutEvent.TurnedAway.class);
        refuse(1);
        refuse(2);

        hear(new RolloutInput.GateOpened(late));

        assertThat(state.current()).map(Rollout::deployment).contains(late);
    }

    @Test
    void smallOnesWaitBySeveralHundred() {
        for (int number = 1; number <= 300; number++) {
            hear(new RolloutInput.GateOpened(Deployments.large(number, 8_000)));
        }

        assertThat(events).isEmpty();
        assertThat(state.waiting()).hasSize(299);
    }

    @Test
    void whatIsKeptIsNotUnderestimated() {
        Deployment odd = Deployments.with(
                1,
                GateOutcome.SKIPPED,
                Optional.empty(),
                Optional.of("\u0001\"\\\u00e4\u20ac\ud83d\ude00".repeat(1_000)),
                "Z2F0ZQ==");

        assertThat(odd.keptBytes()).isGreaterThan(new JsonCodec<>(Deployment.class).encode(odd).length * 9L / 10);
    }

    private void refuse(int number) {
        Deployment deployment = state.current().orElseThrow().deployment();
        assertThat(deployment.deploymentId())
                .isEqualTo(Deployments.applied(number).deploymentId());
        hear(new RolloutInput.EvidenceAccepted(deployment.deploymentId(), deployment.gateId()));
        hear(new RolloutInput.Refused(deployment.deploymentId(), "no"));
    }

    private void hear(RolloutInput input) {
        Decision<RolloutState, RolloutEvent, RolloutEffect> decision = MACHINE.step(state, input, NOW);
        state = decision.state();
        events.addAll(decision.events());
    }
}
