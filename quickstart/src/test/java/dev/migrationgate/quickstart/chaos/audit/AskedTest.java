package dev.migrationgate.quickstart.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ingest says is held against what was asked of it, and against the topics. */
class AskedTest {
    private final Story story = new Story();

    @Test
    void aRunOfNothingProvesNothing() {
        assertThat(story.broken()).containsExactly("asked");
    }

    @Test
    void aRefusedRequestIsAViolationThatTellsTheAnswer() {
        story.undisturbed('a').refused("order 2: 409 another one");

        assertThat(story.broken()).containsExactly("asked");
        assertThat(new Asked(1, Set.of(), List.of("order 2: 409 another one"), List.of(), List.of())
                        .finding()
                        .violations())
                .contains("refused: order 2: 409 another one");
    }

    @Test
    void aRequestWithoutAnyAnswerIsAViolation() {
        story.undisturbed('a');
        var asked = new Asked(2, Set.of(Story.id('a')), List.of(), List.of("order 2"), List.of());

        assertThat(story.broken(asked, new Auditor.Rewind(story.now(), story.events())))
                .containsExactly("asked");
    }

    @Test
    void oneRequestAcceptedAsTwoDeploymentsIsAViolation() {
        story.undisturbed('a').undisturbed('b');
        var asked = new Asked(1, Set.of(Story.id('a'), Story.id('b')), List.of(), List.of(), List.of());

        assertThat(story.broken(asked, new Auditor.Rewind(story.now(), story.events())))
                .containsExactly("asked");
    }

    @Test
    void anAcceptedRequestThatIsInNoTopicBreaksTheFourth() {
        story.undisturbed('a').accepted('b');

        assertThat(story.broken()).containsExactly("P4");
    }

    @Test
    void anEndThatCameTooLateBreaksTheFourth() {
        story.undisturbed('a').waitedInVain('a');

        assertThat(story.broken()).containsExactly("P4");
    }

    @Test
    void anAttemptAfterTheEndWithoutAnEndOfItsOwnBreaksTheFourth() {
        story.requested('a', true).started('a', 1).ended('a', 1, "FAILED: exit code 1");
        story.failed('a', 1).retried('a').started('a', 2).ended('a', 2, "SUCCEEDED");

        assertThat(story.broken()).containsExactly("P4");
    }
}
