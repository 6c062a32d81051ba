package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.follow.EventParser.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventParserTest {
    private final EventParser parser = new EventParser();

    @Test
    void anEventEndsWithAnEmptyLine() {
        assertThat(events("id: 7", "event: deployment", "data: {\"a\": 1}", ""))
                .containsExactly(new Event("deployment", "{\"a\": 1}"));
        assertThat(parser.lastId()).contains("7");
    }

    @Test
    void oneSpaceAfterTheColonAndNoMoreIsLeftOut() {
        assertThat(events("data:  x ", "data:y", "data", "")).containsExactly(new Event("message", " x \ny\n"));
    }

    @Test
    void commentsAndOtherFieldsAreNothing() {
        assertThat(events(": still here", "", "retry: 5", "what", "", "event: ledger", "", "data: x", ""))
                .containsExactly(new Event("message", "x"));
    }

    @Test
    void anIdCountsOnlyWhenItsEventIsComplete() {
        events("id: 7", "data: x", "", "id: 8", "data: half");

        assertThat(parser.lastId()).contains("7");
    }

    @Test
    void whatABrokenConnectionBeganIsForgotten() {
        events("id: 7", "data: x", "", "id: 8", "event: deployment", "data: half");
        parser.restart();

        assertThat(events("data: y", "")).containsExactly(new Event("message", "y"));
        assertThat(parser.lastId()).contains("7");
    }

    @Test
    void anIdStaysUntilAnotherComes() {
        events("id: 7", "data: x", "", "data: y", "");

        assertThat(parser.lastId()).contains("7");

        events("id:", "data: z", "");

        assertThat(parser.lastId()).isEmpty();
    }

    @Test
    void anIdThatCannotStandInAHeaderIsIgnored() {
        events("id: 7\u0000", "data: x", "", "id: 7\u001b", "data: x", "");

        assertThat(parser.lastId()).isEmpty();
    }

    private List<Event> events(String... lines) {
        return List.of(lines).stream()
                .map(parser::line)
                .flatMap(Optional::stream)
                .toList();
    }
}
