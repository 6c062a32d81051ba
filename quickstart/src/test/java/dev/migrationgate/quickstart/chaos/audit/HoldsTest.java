package dev.migrationgate.quickstart.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.LaneVerdict;
import dev.migrationgate.events.MigrationOutcome;
import org.junit.jupiter.api.Test;

/** P5: what is not known holds its lane. */
class HoldsTest {
    private final Story story = new Story();

    @Test
    void evidenceThatIsFoundAfterAllBreaksNothing() {
        story.requested('a', true).started('a', 1).quarantined('a').ended('a', 1, "SUCCEEDED");
        story.released('a', LaneVerdict.SUCCEEDED).succeeded('a', MigrationOutcome.APPLIED);
        story.revision('a').traffic('a').deployed('a').undisturbed('b');

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void aFailureReleasesNothing() {
        story.requested('a', true).started('a', 1).quarantined('a').ended('a', 1, "FAILED: exit code 1");
        story.failed('a', 1).undisturbed('b');

        assertThat(story.broken()).containsExactly("P5");
    }

    @Test
    void anEndThatIsSaidBeforeTheReleaseBreaksTheFifth() {
        story.requested('a', true).started('a', 1).quarantined('a');
        story.failed('a', 1).released('a', LaneVerdict.FAILED);

        assertThat(story.broken()).containsExactly("P5");
    }

    @Test
    void aGateThatOpensBeforeTheReleaseBreaksTheFifth() {
        story.requested('a', true).started('a', 1).quarantined('a').succeeded('a', MigrationOutcome.SKIPPED);
        story.released('a', LaneVerdict.SUCCEEDED).revision('a').traffic('a').deployed('a');

        assertThat(story.broken()).containsExactly("P5");
    }

    @Test
    void anEndOfADeletedExecutionThatNobodyReleasedBreaksTheFifth() {
        story.requested('a', true).started('a', 1).failed('a', 1);

        assertThat(story.broken()).containsExactly("P5");
    }

    @Test
    void anEarlierAttemptsReleaseDoesNotCountForALaterOne() {
        story.requested('a', true).started('a', 1).quarantined('a');
        story.released('a', LaneVerdict.FAILED).failed('a', 1).retried('a');
        story.started('a', 2).failed('a', 2).undisturbed('b');

        assertThat(story.broken()).containsExactly("P3", "P5");
    }
}
