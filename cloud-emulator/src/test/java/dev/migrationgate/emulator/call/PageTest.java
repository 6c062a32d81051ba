package dev.migrationgate.emulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
    @Test
    void theLastPageHasNoToken() {
        assertThat(Page.of(List.of("b", "a"), 2, "", Function.identity())).isEqualTo(new Page<>(List.of("a", "b"), ""));
    }

    @Test
    void whatGoesOrComesBetweenTwoPagesHidesNothingElse() {
        Page<String> first = Page.of(List.of("b", "c", "d"), 2, "", Function.identity());

        Page<String> second = Page.of(List.of("a", "c", "d"), 2, first.nextToken(), Function.identity());

        assertThat(first.items()).containsExactly("b", "c");
        assertThat(second.items()).containsExactly("d");
    }

    @Test
    void aForeignTokenIsRefused() {
        assertThatThrownBy(() -> Page.of(List.of("a"), 1, "%%%", Function.identity()))
                .hasMessageContaining("page_token");
    }

    @Test
    void aNameThatWouldLeaveItsFolderIsRefused() {
        assertThatThrownBy(() -> ResourceName.parse("name", "projects/../jobs/j", "projects", "jobs"))
                .hasMessageContaining("INVALID_ARGUMENT");
    }

    @Test
    void aHyphenStandsForAnyParent() {
        ResourceName parent = ResourceName.parse("parent", "projects/p/jobs/-", "projects", "jobs");

        assertThat(parent.holds("projects/p/jobs/j/executions/e")).isTrue();
        assertThat(parent.holds("projects/q/jobs/j/executions/e")).isFalse();
    }
}
