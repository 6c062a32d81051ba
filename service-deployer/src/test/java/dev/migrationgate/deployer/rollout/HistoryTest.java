package dev.migrationgate.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistoryTest {

    @Test
    void aRequestFromTheFutureDoesNotMakeLaterOnesCountAsEnded() {
        History history = History.none().with(Deployments.applied(100_000));
        for (int number = 1; number <= 300; number++) {
            history = history.with(Deployments.applied(number));
        }

        assertThat(history.knows(Deployments.applied(100_000))).isTrue();
        assertThat(history.knows(Deployments.applied(301))).isFalse();
    }

    @Test
    void nothingThatEndedIsEverUnknownAgain() {
        History history = History.none();
        for (int number = 1; number <= 300; number++) {
            history = history.with(Deployments.applied(number));
        }

        for (int number = 1; number <= 300; number++) {
            assertThat(history.knows(Deployments.applied(number))).isTrue();
        }
    }

    @Test
    void anotherEventAboutADeploymentThatEndedIsToldApartFromTheSameAgain() {
        Deployment one = Deployments.applied(1);
        Deployment forged =
                Deployments.with(1, GateOutcome.APPLIED, one.evidence(), one.migrationImage(), "another event");
        History history = History.none().with(one);

        assertThat(history.knows(one)).isTrue();
        assertThat(history.endedOtherwise(one)).isFalse();
        assertThat(history.endedOtherwise(forged)).isTrue();
        assertThat(history.rejecting(forged).endedOtherwise(forged)).isFalse();
    }
}
