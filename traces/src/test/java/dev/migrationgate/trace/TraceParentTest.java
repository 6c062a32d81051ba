package dev.migrationgate.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TEXT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void aContextIsTakenApart() {
        TraceParent parent = TraceParent.parse(TEXT).orElseThrow();

        assertThat(parent.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(parent.spanId()).isEqualTo("b7ad6b7169203331");
        assertThat(parent.flags()).isEqualTo("01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
            })
    void whatHasAnotherFormIsNone(String hostile) {
        assertThat(TraceParent.parse(hostile)).isEmpty();
        assertThatThrownBy(() -> new TraceParent(hostile)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatFollowsFromAnIdIsTheSameEachTimeAndAnotherForAnotherId() {
        assertThat(TraceParent.derivedFrom("d1")).isEqualTo(TraceParent.derivedFrom("d1"));
        assertThat(TraceParent.derivedFrom("d1").traceId())
                .isNotEqualTo(TraceParent.derivedFrom("d2").traceId());
        assertThat(TraceParent.begun(new Random(1))).isNotEqualTo(TraceParent.begun(new Random(2)));
    }

    @Test
    void aPieceOfWorkStaysInTheTraceUnderAnIdOfItsOwn() {
        TraceParent cause = new TraceParent(TEXT.replaceAll("01$", "00"));
        TraceParent first = new TracedWork(cause, "migration", "d", "1").inside();

        assertThat(first.traceId()).isEqualTo(cause.traceId());
        assertThat(first.flags()).isEqualTo("00");
        assertThat(first).isEqualTo(new TracedWork(cause, "migration", "d", "1").inside());
        assertThat(first.spanId())
                .isNotEqualTo(cause.spanId())
                .isNotEqualTo(
                        new TracedWork(cause, "migration", "d", "2").inside().spanId())
                .isNotEqualTo(
                        new TracedWork(cause, "rollout", "d", "1").inside().spanId());
    }

    @Test
    void inAStateItIsAText() throws Exception {
        ObjectMapper json = new ObjectMapper();

        assertThat(json.writeValueAsString(new TraceParent(TEXT))).isEqualTo('"' + TEXT + '"');
        assertThat(json.readValue('"' + TEXT + '"', TraceParent.class)).isEqualTo(new TraceParent(TEXT));
    }
}
