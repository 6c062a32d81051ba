package dev.migrationgate.emulator.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuledFaultsTest {
    private static final String CREATE = "google.cloud.run.v2.Jobs/CreateJob";
    private static final String GET = "google.cloud.run.v2.Jobs/GetJob";

    private final RuledFaults faults =
            new RuledFaults(Clock.fixed(Instant.parse("2026-11-01T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void aRuleHitsItsMethodsAndItsShareOfTheCalls() {
        faults.become("{\"seed\":1,\"rules\":[{\"method\":\"Create.*\",\"percent\":30,\"before\":\"UNAVAILABLE\"}]}");

        int hit = refused(CREATE, 10_000);
        assertThat(hit).isBetween(2_700, 3_300).isEqualTo(faults.refused());
        assertThat(refused(GET, 100)).isZero();
    }

    @Test
    void theSameSeedHitsTheSameCalls() {
        String plan = "{\"seed\":9,\"rules\":[{\"method\":\".*\",\"percent\":50,\"before\":\"INTERNAL\"}]}";
        faults.become(plan);
        int first = refused(CREATE, 1_000);

        faults.become(plan);

        assertThat(refused(CREATE, 1_000)).isEqualTo(first);
    }

    @Test
    void whatIsOverTheQuotaIsRefusedWithinTheMinute() {
        faults.become("{\"rules\":[{\"method\":\"CreateJob\",\"perMinute\":50}]}");

        assertThat(refused(CREATE, 60)).isEqualTo(10);
    }

    @Test
    void aStaleAnswerIsTheOneBefore() {
        EarlierAnswers answers = new EarlierAnswers();

        assertThat(answers.of(GET, "job", "one", true)).isEqualTo("one");
        assertThat(answers.of(GET, "job", "two", false)).isEqualTo("two");
        assertThat(answers.of(GET, "job", "two", true)).isEqualTo("one");
        assertThat(answers.of(GET, "another job", "two", true)).isEqualTo("two");
    }

    @Test
    void thatThereWasNothingIsAnEarlierAnswerToo() {
        EarlierAnswers answers = new EarlierAnswers();
        EarlierAnswers.Missing missing = new EarlierAnswers.Missing("Job 'one' does not exist.");

        assertThat(answers.of(GET, "job", missing, false)).isEqualTo(missing);
        assertThat(answers.of(GET, "job", missing, false)).isEqualTo(missing);
        assertThat(answers.of(GET, "job", "one", true)).isEqualTo(missing);
        assertThat(answers.of(GET, "job", missing, true)).isEqualTo("one");
    }

    @Test
    void onlyItsShareOfTheCallsDeletesExecutions() {
        faults.become("{\"seed\":3,\"rules\":[{\"method\":\"GetJob\",\"percent\":30,\"deleteExecutions\":true}]}");

        assertThat(IntStream.range(0, 10_000)
                        .filter(_ -> faults.deletesExecutions(GET))
                        .count())
                .isBetween(2_700L, 3_300L);
        assertThat(faults.deletesExecutions(CREATE)).isFalse();
    }

    @Test
    void aRuleWithNothingToDoIsRefused() {
        assertThatThrownBy(() -> faults.become("{\"rules\":[{\"method\":\"CreateJob\"}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "must have exactly one of before, after, delayMillis, stale, perMinute and deleteExecutions, has 0");
    }

    private int refused(String method, int calls) {
        return (int) IntStream.range(0, calls)
                .filter(_ -> {
                    try {
                        faults.beforeEffect(method);
                        return false;
                    } catch (StatusRuntimeException e) {
                        return true;
                    }
                })
                .count();
    }
}
