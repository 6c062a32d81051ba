package dev.migrationgate.cli.ledger.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.cli.ledger.Reply;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final Asking NOBODY = (_, _) -> new Reply.Refused(404, "");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noneOfWhatIsHostileReachesTheTerminal(boolean json) {
        String evil = "x\u009b2J\u202e\\u001b[2J\\n\u007f";
        events(json).event(new EventParser.Event("deployment", """
                        {"deployment":{"id":"%1$s","application":"%1$s","status":"%1$s","message":"%1$s","version":"%1$s"},
                        "event":{"topic":"%1$s","time":"%1$s"}}""".formatted(evil)));

        assertThat(out.toString()).hasLineCount(1);
        assertThat(out.toString().strip()).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Test
    void whatCannotBeReadIsSaidAndLeftOut() {
        assertThat(events(false).event(new EventParser.Event("deployment", "{")))
                .isEmpty();

        assertThat(err.toString()).contains("cannot be read");
    }

    @Test
    void aLedgerThatRebuildsSaysHowFarItIs() {
        events(true).event(new EventParser.Event("ledger", "{\"complete\":false,\"read\":1,\"of\":4}"));

        assertThat(err.toString()).contains("(25 %)");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void thatMoreHappenedThanIsToldAgainIsSaid() {
        assertThat(events(true).event(new EventParser.Event("reset", "{}"))).isEmpty();

        assertThat(err.toString()).contains("gate history");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void itEndsWhenNobodyReadsAnyMore() {
        var gone = new PrintWriter(new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        var events = new Events(gone, new PrintWriter(err), false, Optional.empty(), NOBODY);

        assertThat(events.event(new EventParser.Event("deployment", "{\"deployment\":{}}")))
                .hasValue(0);
    }

    private Events events(boolean json) {
        return new Events(new PrintWriter(out), new PrintWriter(err), json, Optional.empty(), NOBODY);
    }
}
