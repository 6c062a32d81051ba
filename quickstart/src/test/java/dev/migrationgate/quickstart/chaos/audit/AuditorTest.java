package dev.migrationgate.quickstart.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationOutcome;
import org.junit.jupiter.api.Test;

class AuditorTest {
    private final Story story = new Story();

    @Test
    void deploymentsOneAfterTheOtherBreakNothing() {
        story.undisturbed('a').undisturbed('b');

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void everyHonestEndBreaksNothing() {
        story.undisturbed('a');
        story.requested('b', true)
                .started('b', 1)
                .ended('b', 1, "FAILED: NonZeroExitCode: exit code 1")
                .failed('b', 1);
        story.retried('b')
                .started('b', 2)
                .ended('b', 2, "FAILED: NonZeroExitCode: exit code 1")
                .failed('b', 2);
        story.requested('c', false)
                .succeeded('c', MigrationOutcome.NOT_REQUIRED)
                .revision('c')
                .traffic('c')
                .deployed('c');
        story.requested('d', true)
                .started('d', 1)
                .ended('d', 1, "FAILED: NonZeroExitCode: exit code 75")
                .started('d', 2)
                .ended('d', 2, "FAILED: NonZeroExitCode: exit code 75")
                .failed('d', 2);
        story.requested('e', true)
                .started('e', 1)
                .quarantined('e')
                .released('e', LaneVerdict.FAILED)
                .failed('e', 1);

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void aRevisionWithoutASuccessBreaksTheFirst() {
        story.requested('a', true)
                .started('a', 1)
                .ended('a', 1, "FAILED: exit code 1")
                .revision('a')
                .failed('a', 1);

        assertThat(story.broken()).containsExactly("P1");
    }

    @Test
    void aRevisionBeforeItsSuccessBreaksTheFirst() {
        story.requested('a', true).started('a', 1).revision('a').ended('a', 1, "SUCCEEDED");
        story.succeeded('a', MigrationOutcome.APPLIED).traffic('a').deployed('a');

        assertThat(story.broken()).containsExactly("P1");
    }

    @Test
    void aSuccessOfAFailedExecutionBreaksTheFirst() {
        story.requested('a', true).started('a', 1).ended('a', 1, "FAILED: exit code 1");
        story.succeeded('a', MigrationOutcome.APPLIED)
                .revision('a')
                .traffic('a')
                .deployed('a');

        assertThat(story.broken()).containsExactly("P1");
    }

    @Test
    void aSkipThatNobodyDecidedBreaksTheFirst() {
        story.requested('a', true)
                .succeeded('a', MigrationOutcome.SKIPPED)
                .revision('a')
                .traffic('a')
                .deployed('a');

        assertThat(story.broken()).containsExactly("P1");
    }

    @Test
    void anExecutionThatRanTwiceBreaksTheSecond() {
        story.undisturbed('a').started('a', 1).ended('a', 1, "SUCCEEDED");

        assertThat(story.broken()).contains("P2");
    }

    @Test
    void anAttemptThatNobodyAskedForBreaksTheSecond() {
        story.requested('a', true)
                .started('a', 1)
                .ended('a', 1, "FAILED: exit code 1")
                .started('a', 2)
                .ended('a', 2, "FAILED: exit code 1")
                .failed('a', 2);

        assertThat(story.broken()).containsExactly("P2");
    }

    @Test
    void anExecutionOfNoDeploymentBreaksTheSecond() {
        story.undisturbed('a').started('z', 1).ended('z', 1, "SUCCEEDED");

        assertThat(story.broken()).containsExactly("P2");
    }

    @Test
    void twoAtOnceBreakTheThird() {
        story.requested('a', true).requested('b', true);
        story.started('a', 1)
                .started('b', 1)
                .ended('a', 1, "FAILED: exit code 1")
                .ended('b', 1, "FAILED: exit code 1");
        story.failed('a', 1).failed('b', 1);

        assertThat(story.broken()).containsExactly("P3");
    }

    @Test
    void anotherOrderBreaksTheThird() {
        story.requested('a', true).requested('b', true);
        story.started('b', 1)
                .ended('b', 1, "FAILED: exit code 1")
                .failed('b', 1)
                .started('a', 1)
                .ended('a', 1, "FAILED: exit code 1")
                .failed('a', 1);

        assertThat(story.broken()).containsExactly("P3");
    }

    @Test
    void aRequestWithoutAnEndBreaksTheFourth() {
        story.undisturbed('a').requested('b', true);

        assertThat(story.broken()).containsExactly("P4");
    }

    @Test
    void aSecondEndBreaksTheFourth() {
        story.undisturbed('a').failed('a', 1);

        assertThat(story.broken()).containsExactly("P4");
    }

    @Test
    void aStartOnAHeldLaneBreaksTheFifth() {
        story.requested('a', true).requested('b', true).started('a', 1).quarantined('a');
        story.started('b', 1).ended('b', 1, "FAILED: exit code 1").failed('b', 1);
        story.released('a', LaneVerdict.FAILED).failed('a', 1);

        assertThat(story.broken()).contains("P5");
    }

    @Test
    void trafficOnWhatFailedBreaksTheSixth() {
        story.undisturbed('a');
        story.requested('b', true).started('b', 1).ended('b', 1, "FAILED: exit code 1");
        story.traffic('b').failed('b', 1);

        assertThat(story.broken()).containsExactly("P6");
    }

    @Test
    void anEffectOfReadingAgainBreaksTheSeventh() {
        story.undisturbed('a');
        var rewind = new Auditor.Rewind(story.now().minusSeconds(1), story.events());
        story.traffic('a');

        assertThat(story.broken(rewind)).containsExactly("P7");
    }

    @Test
    void anEventOfReadingAgainBreaksTheSeventh() {
        story.undisturbed('a');

        assertThat(story.broken(new Auditor.Rewind(story.now(), story.events() - 1)))
                .containsExactly("P7");
    }

    @Test
    void aTemporaryFailureIsTriedAgainAsOftenAsTheManifestAllowsAndNoMore() {
        Story again = new Story();
        again.requested('b', true);
        for (int attempt = 1; attempt < 4; attempt++) {
            again.started('b', attempt).ended('b', attempt, "FAILED: NonZeroExitCode: exit code 75");
        }
        again.failed('b', 3);

        assertThat(again.broken()).contains("P2");
    }

    @Test
    void oneRetryAllowsOneMoreAttemptAndNoOther() {
        Story retried = new Story();
        retried.requested('b', true).started('b', 1).ended('b', 1, "FAILED: NonZeroExitCode: exit code 1");
        retried.retried('b');
        for (int attempt = 2; attempt < 4; attempt++) {
            retried.started('b', attempt).ended('b', attempt, "FAILED: NonZeroExitCode: exit code 1");
        }
        retried.failed('b', 3);

        assertThat(retried.broken()).contains("P2");
    }
}
