package dev.migrationgate.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.host.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutMachineTest {
    private static final String GATE = Deployments.applied(1).gateId();

    private static final RolloutMachine MACHINE = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));

    private final List<RolloutEvent> events = new ArrayList<>();
    private final List<RolloutEffect> effects = new ArrayList<>();
    private RolloutState state = MACHINE.initial("app");
    private Instant now = Deployments.START.plus(Duration.ofHours(1));

    @Test
    void aRolloutAsksForOneStepAfterTheOther() {
        Deployment one = Deployments.applied(1);

        succeed(one);

        assertThat(effects)
                .extracting(effect -> effect.getClass().getSimpleName())
                .containsExactly("CheckEvidence", "CreateRevision", "AwaitReady", "ShiftTraffic");
        assertThat(events).containsExactly(new RolloutEvent.Deployed(one, "http://127.0.0.1:1", now, now));
        assertThat(MACHINE.unfinished(state)).isEmpty();
        assertThat(MACHINE.wakeAt(state)).isEmpty();
    }

    @Test
    void noRevisionIsAskedForBeforeTheEvidenceIsAccepted() {
        Deployment one = Deployments.applied(1);
        String id = one.deploymentId();
        hear(new RolloutInput.GateOpened(one));

        hear(new RolloutInput.RevisionCreated(id, now));
        hear(new RolloutInput.RevisionReady(id));
        hear(new RolloutInput.TrafficShifted(id, "http://127.0.0.1:1"));
        hear(new RolloutInput.EvidenceRefused(id, GATE, "execution does not exist"));

        assertThat(effects).containsExactly(new RolloutEffect.CheckEvidence(one));
        assertThat(events).containsExactly(new RolloutEvent.Rejected(one, "execution does not exist", now));
    }

    @Test
    void aForgedEventNeitherEndsTheDeploymentNorKeepsTheRightEventOut() {
        Deployment right = Deployments.applied(1);
        Deployment forged = Deployments.with(1, GateOutcome.SKIPPED, Optional.empty(), Optional.empty(), "Zm9yZ2Vk");

        hear(new RolloutInput.GateOpened(forged));
        hear(new RolloutInput.GateOpened(right));
        hear(new RolloutInput.EvidenceRefused(right.deploymentId(), forged.gateId(), "forged"));
        // The effect ran twice, and says so late.
        hear(new RolloutInput.EvidenceRefused(right.deploymentId(), forged.gateId(), "forged"));
        finish(right);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Rejected", "Deployed");
    }

    @Test
    void theEvidenceOfOneEventOpensNothingForAnother() {
        Deployment forged = Deployments.with(1, GateOutcome.SKIPPED, Optional.empty(), Optional.empty(), "Zm9yZ2Vk");
        hear(new RolloutInput.GateOpened(forged));

        hear(new RolloutInput.EvidenceAccepted(forged.deploymentId(), GATE));

        assertThat(effects).containsExactly(new RolloutEffect.CheckEvidence(forged));
    }

    @Test
    void aForgedEventAfterTheEndIsRefusedOnceAndChangesNothingElse() {
        succeed(Deployments.applied(1));
        events.clear();
        var forged = new RolloutInput.GateOpened(
                Deployments.with(1, GateOutcome.SKIPPED, Optional.empty(), Optional.empty(), "Zm9yZ2Vk"));

        hear(forged);
        hear(forged);
        hear(new RolloutInput.GateOpened(Deployments.applied(1)));

        assertThat(events).singleElement().isInstanceOf(RolloutEvent.Rejected.class);
        assertThat(state.current()).isEmpty();
    }

    @Test
    void ofSeveralThatWaitOnlyTheYoungestIsRolledOut() {
        for (int number : List.of(1, 2, 4, 3)) {
            hear(new RolloutInput.GateOpened(Deployments.applied(number)));
        }

        finish(Deployments.applied(1));
        finish(Deployments.applied(4));
        hear(new RolloutInput.EvidenceAccepted(
                Deployments.applied(3).deploymentId(), Deployments.applied(3).gateId()));
        hear(new RolloutInput.EvidenceAccepted(
                Deployments.applied(2).deploymentId(), Deployments.applied(2).gateId()));

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("Deployed", "Deployed", "Superseded", "Superseded");
        assertThat(state.waiting()).isEmpty();
    }

    @Test
    void readingTheTopicAgainDoesNothingAgain() {
        for (int number = 1; number <= 5; number++) {
            succeed(Deployments.applied(number));
        }
        RolloutState before = state;
        events.clear();
        effects.clear();

        for (int number = 1; number <= 5; number++) {
            hear(new RolloutInput.GateOpened(Deployments.applied(number)));
        }

        assertThat(state).isEqualTo(before);
        assertThat(events).isEmpty();
        assertThat(effects).isEmpty();
    }

    @Test
    void readingTheTopicAgainDoesNothingAgainEvenForThoseLongForgotten() {
        for (int number = 1; number <= 250; number++) {
            succeed(Deployments.applied(number));
        }
        events.clear();
        effects.clear();

        for (int number = 1; number <= 250; number++) {
            hear(new RolloutInput.GateOpened(Deployments.applied(number)));
        }

        assertThat(state.history().ended()).hasSize(200);
        assertThat(events).isEmpty();
        assertThat(effects).isEmpty();
    }

    @Test
    void theSecondWaitsForTheFirst() {
        Deployment one = Deployments.applied(1);
        Deployment two = Deployments.applied(2);

        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.GateOpened(two));
        assertThat(effects).containsExactly(new RolloutEffect.CheckEvidence(one));
        hear(new RolloutInput.EvidenceRefused(one.deploymentId(), one.gateId(), "no"));

        assertThat(effects).containsExactly(new RolloutEffect.CheckEvidence(one), new RolloutEffect.CheckEvidence(two));
    }

    @Test
    void whatIsOlderThanWhatServesIsSuperseded() {
        succeed(Deployments.applied(5));
        effects.clear();
        events.clear();

        hear(new RolloutInput.GateOpened(Deployments.applied(3)));
        assertThat(events).isEmpty();
        hear(new RolloutInput.EvidenceAccepted(
                Deployments.applied(3).deploymentId(), Deployments.applied(3).gateId()));

        assertThat(effects).containsExactly(new RolloutEffect.CheckEvidence(Deployments.applied(3)));
        assertThat(events)
                .containsExactly(new RolloutEvent.Superseded(
                        Deployments.applied(3), Deployments.applied(5).deploymentId(), now));
    }

    @Test
    void thoseThatWaitedAndWereOvertakenEndTogether() {
        hear(new RolloutInput.GateOpened(Deployments.applied(5)));
        hear(new RolloutInput.GateOpened(Deployments.applied(3)));
        hear(new RolloutInput.GateOpened(Deployments.applied(4)));
        hear(new RolloutInput.GateOpened(Deployments.applied(6)));

        finish(Deployments.applied(5));

        assertThat(events).extracting(event -> event.getClass().getSimpleName()).containsExactly("Deployed");
        assertThat(effects).last().isEqualTo(new RolloutEffect.CheckEvidence(Deployments.applied(6)));
    }

    @Test
    void anOlderOneIsStillDeployedWhenTheNewerOneFailed() {
        hear(new RolloutInput.GateOpened(Deployments.applied(5)));
        hear(new RolloutInput.EvidenceRefused(
                Deployments.applied(5).deploymentId(), Deployments.applied(5).gateId(), "no"));

        hear(new RolloutInput.GateOpened(Deployments.applied(3)));

        assertThat(effects).last().isEqualTo(new RolloutEffect.CheckEvidence(Deployments.applied(3)));
    }

    @Test
    void aQuotaThatIsUsedUpDelaysAndDoesNotFail() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), GATE));
        Instant start = now;

        for (int answer = 0; now.isBefore(start.plus(Duration.ofDays(3))); answer++) {
            boolean quota = answer % 10 != 0;
            String said = quota ? "RESOURCE_EXHAUSTED" : "UNAVAILABLE";
            hear(new RolloutInput.Throttled(one.deploymentId(), said, quota, Duration.ZERO));
            now = MACHINE.wakeAt(state).orElseThrow();
            hear(MACHINE.tick());
        }

        assertThat(events).isEmpty();
        now = start.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(16));
        hear(MACHINE.tick());
        assertThat(events).singleElement().isInstanceOf(RolloutEvent.DeployFailed.class);
    }

    @Test
    void theTimeOfAnOutageIsNotTheRevisionsAndIsWonOnceOnly() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), GATE));
        hear(new RolloutInput.RevisionCreated(one.deploymentId(), now));
        now = now.plus(Duration.ofMinutes(30));
        for (int told = 0; told < 5; told++) {
            hear(new RolloutInput.Throttled(one.deploymentId(), "UNAVAILABLE", false, Duration.ofMinutes(30)));
        }

        var awaiting = (Phase.AwaitingReady) state.current().orElseThrow().phase();
        assertThat(awaiting.until())
                .isAfterOrEqualTo(now.plus(one.service().readinessLimit()))
                .isBefore(now.plus(one.service().readinessLimit()).plus(Duration.ofMinutes(1)));
        assertThat(state.current().orElseThrow().startedAt()).isBefore(now.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aQuotaDelaysAlsoWhereOutagesHaveTakenAllThatTheyMay() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), GATE));
        now = now.plus(Duration.ofDays(3));
        hear(new RolloutInput.Throttled(one.deploymentId(), "UNAVAILABLE", false, Duration.ofDays(3)));

        for (int answer = 0; answer < 100; answer++) {
            hear(new RolloutInput.Throttled(one.deploymentId(), "RESOURCE_EXHAUSTED", true, Duration.ZERO));
            now = MACHINE.wakeAt(state).orElseThrow();
            hear(MACHINE.tick());
        }

        assertThat(events).isEmpty();
    }

    @Test
    void noOutageLetsTimeStandStillForEver() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), GATE));
        Instant twoDays = now.plus(Duration.ofDays(2));

        while (events.isEmpty()) {
            assertThat(now).isBefore(twoDays.plus(Duration.ofMinutes(16)));
            hear(new RolloutInput.Throttled(one.deploymentId(), "UNAVAILABLE", false, Duration.ZERO));
            now = MACHINE.wakeAt(state).orElseThrow();
            hear(MACHINE.tick());
        }

        assertThat(now).isBetween(twoDays, twoDays.plus(Duration.ofMinutes(16)));
        assertThat(events).singleElement().isInstanceOf(RolloutEvent.DeployFailed.class);
    }

    @Test
    void troubleIsRetriedWithGrowingPausesUntilTheDeadline() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), GATE));
        Instant start = now;
        List<Duration> pauses = new ArrayList<>();

        while (events.isEmpty()) {
            hear(new RolloutInput.Troubled(one.deploymentId(), "UNAVAILABLE: away"));
            Instant wake = MACHINE.wakeAt(state).orElseThrow();
            pauses.add(Duration.between(now, wake));
            now = wake;
            hear(MACHINE.tick());
        }

        assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1250));
        assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMillis(37_500)) <= 0);
        assertThat(now).isEqualTo(start.plus(Duration.ofMinutes(15)));
        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        RolloutEvent.DeployFailed.class,
                        failed -> assertThat(failed.failure())
                                .isEqualTo(new Failure(
                                        Failure.Reason.DEADLINE,
                                        "the rollout was not done within 900 s; last trouble: UNAVAILABLE: away")));
    }

    @Test
    void aRevisionThatIsNeverReadyFailsAtItsOwnDeadlineAndIsNamed() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), one.gateId()));
        hear(new RolloutInput.RevisionCreated(one.deploymentId(), now));
        Instant created = now;

        while (events.isEmpty()) {
            now = MACHINE.wakeAt(state).orElseThrow();
            hear(MACHINE.tick());
        }

        assertThat(now).isEqualTo(created.plusSeconds(240).plus(Duration.ofMinutes(2)));
        assertThat(events)
                .containsExactly(new RolloutEvent.DeployFailed(
                        one,
                        new Failure(Failure.Reason.NOT_READY, "the revision was not seen to be ready within 240 s"),
                        Optional.of(one.revision()),
                        now));
    }

    @Test
    void aFailureAfterTheShiftWasAskedForIsOnlySaidOnceTheTrafficIsBack() {
        Deployment one = Deployments.applied(1);
        String id = one.deploymentId();
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(id, GATE));
        hear(new RolloutInput.RevisionCreated(id, now));
        hear(new RolloutInput.RevisionReady(id));

        now = now.plus(Duration.ofMinutes(15));
        hear(MACHINE.tick());
        hear(new RolloutInput.TrafficShifted(id, "http://127.0.0.1:1"));
        now = now.plus(Duration.ofHours(5));
        hear(MACHINE.tick());
        assertThat(events).isEmpty();
        assertThat(effects).last().isEqualTo(new RolloutEffect.WithdrawTraffic(one, Optional.empty()));
        hear(new RolloutInput.TrafficWithdrawn(id));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        RolloutEvent.DeployFailed.class,
                        failed -> assertThat(failed.failure().reason()).isEqualTo(Failure.Reason.DEADLINE));
    }

    @Test
    void whatIsUnfinishedIsAskedForAgainAfterATakeover() {
        Deployment one = Deployments.applied(1);
        hear(new RolloutInput.GateOpened(one));
        hear(new RolloutInput.EvidenceAccepted(one.deploymentId(), one.gateId()));

        assertThat(MACHINE.unfinished(state)).containsExactly(new RolloutEffect.CreateRevision(one, Optional.empty()));
    }

    private void succeed(Deployment deployment) {
        hear(new RolloutInput.GateOpened(deployment));
        finish(deployment);
    }

    private void finish(Deployment deployment) {
        String id = deployment.deploymentId();
        hear(new RolloutInput.EvidenceAccepted(id, deployment.gateId()));
        hear(new RolloutInput.RevisionCreated(id, now));
        hear(new RolloutInput.RevisionReady(id));
        hear(new RolloutInput.TrafficShifted(id, "http://127.0.0.1:1"));
    }

    private void hear(RolloutInput input) {
        Decision<RolloutState, RolloutEvent, RolloutEffect> decision = MACHINE.step(state, input, now);
        state = decision.state();
        events.addAll(decision.events());
        effects.addAll(decision.effects());
    }
}
