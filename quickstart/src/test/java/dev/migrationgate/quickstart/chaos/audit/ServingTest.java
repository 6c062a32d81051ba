package dev.migrationgate.quickstart.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.MigrationOutcome;
import org.junit.jupiter.api.Test;

/** P6: what failed does not serve, not even until the next success. */
class ServingTest {
    private final Story story = new Story();

    @Test
    void aShiftThatIsPutBackBeforeItsFailureIsSaidBreaksNothing() {
        story.undisturbed('a');
        migrated('b').traffic('b').traffic('a').deployFailed('b').later();
        story.undisturbed('c');

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void aNextRolloutThatIsUnderWayBreaksNothing() {
        story.undisturbed('a');
        migrated('b').deployFailed('b');
        migrated('c').traffic('c').later().deployed('c');

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void aFailedRolloutThatServedUntilTheNextSuccessBreaksTheSixth() {
        story.undisturbed('a');
        migrated('b').traffic('b').deployFailed('b').later();
        story.undisturbed('c');

        assertThat(story.broken()).containsExactly("P6");
    }

    @Test
    void trafficThatCameAfterTheFailureBreaksTheSixth() {
        story.undisturbed('a');
        migrated('b').deployFailed('b').later().traffic('b').later();
        story.undisturbed('c');

        assertThat(story.broken()).containsExactly("P6");
    }

    @Test
    void aFailureThatLeavesNeitherServingBreaksTheSixth() {
        story.undisturbed('a').undisturbed('b');
        migrated('c').traffic('a').deployFailed('c').later();
        story.undisturbed('d');

        assertThat(story.broken()).containsExactly("P6");
    }

    @Test
    void theFirstRevisionOfAServiceMayServeThoughItFailed() {
        migrated('a').traffic('a').deployFailed('a').later();

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void whatServesSupersedesWhatIsOlder() {
        migrated('a');
        story.undisturbed('b');
        story.superseded('a', 'b');

        assertThat(story.broken()).isEmpty();
    }

    @Test
    void whatFailedAndSupersedesBreaksTheSixth() {
        story.undisturbed('a');
        migrated('b');
        migrated('c').deployFailed('c').superseded('b', 'c');

        assertThat(story.broken()).containsExactly("P6");
    }

    @Test
    void whatNeverPassedItsGateIsTheRunnersToSupersede() {
        story.requested('a', true).requested('b', true).superseded('a', 'b').failed('b', 1);

        assertThat(story.broken()).isEmpty();
    }

    private Story migrated(char id) {
        return story.requested(id, true)
                .started(id, 1)
                .ended(id, 1, "SUCCEEDED")
                .succeeded(id, MigrationOutcome.APPLIED)
                .revision(id);
    }
}
