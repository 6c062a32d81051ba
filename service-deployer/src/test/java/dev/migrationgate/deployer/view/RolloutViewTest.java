package dev.migrationgate.deployer.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutViewTest {
    private static final Instant NOW = Deployments.START.plus(Duration.ofHours(1));
    private static final RolloutLimits LIMITS = RolloutLimits.within(Duration.ofMinutes(15));
    private static final String APPLICATION = Deployments.applied(1).applicationId();

    private final RolloutMachine machine = new RolloutMachine(LIMITS);
    private final Deployment one = Deployments.applied(1);
    private final String id = one.deploymentId();
    private RolloutState state = machine.initial(APPLICATION);

    @Test
    void anApplicationShowsItsRolloutAndWhoWaitsInTheOrderOfTheirTurns() {
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(id, one.gateId()));
        hear(new RolloutInput.GateOpened(Deployments.applied(2)));
        hear(new RolloutInput.GateOpened(Deployments.applied(3)));
        hear(new RolloutInput.Troubled(id, "UNAVAILABLE: token=abc"));

        assertThat(shown())
                .isEqualTo("{rollouts=[{applicationId=" + APPLICATION + ", current={" + of(1)
                        + ", phase=creating-revision, since=2026-11-01T11:00:00Z, deadline=2026-11-01T11:15:00Z,"
                        + " troubles=1, lastTrouble=UNAVAILABLE: token=***}, waiting=[{" + of(3) + "}, {" + of(2)
                        + "}]}]}");
    }

    @Test
    void whyTheTrafficGoesBackIsShownAndThatNoDeadlineEndsIt() {
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(id, one.gateId()));
        hear(new RolloutInput.RevisionCreated(id, NOW));
        hear(new RolloutInput.RevisionReady(id));
        hear(new RolloutInput.RevisionFailed(id, "the route is not ready"));

        assertThat(shown())
                .contains("phase=withdrawing-traffic")
                .contains("reason=the route is not ready")
                .doesNotContain("deadline");
    }

    @Test
    void noVariableIsShown() {
        hear(new RolloutInput.GateOpened(one));

        assertThat(shown()).contains("phase=checking-evidence").doesNotContain("live", "secrets");
    }

    @Test
    void anApplicationWithNothingUnderWayIsLeftOut() {
        assertThat(RolloutView.of(List.of(state), LIMITS)).containsEntry("rollouts", List.of());
    }

    private static String of(int number) {
        Deployment deployment = Deployments.applied(number);
        return "deploymentId=%s, version=1.0.%d, requestedAt=%s, gateOpenedAt=%s"
                .formatted(deployment.deploymentId(), number, deployment.requestedAt(), deployment.decidedAt());
    }

    private String shown() {
        return RolloutView.of(List.of(state), LIMITS).toString();
    }

    private void hear(RolloutInput input) {
        state = machine.step(state, input, NOW).state();
    }
}
