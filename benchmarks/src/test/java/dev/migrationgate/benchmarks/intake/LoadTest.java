package dev.migrationgate.benchmarks.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void everyPostHasFourKibibytesOfItsOwn() {
        var applications = new Applications(2, 1);
        Set<String> texts = new HashSet<>();

        for (int number = 0; number < 200; number++) {
            Applications.Body body = applications.body(number);
            String text = new String(body.bytes(), StandardCharsets.US_ASCII);
            assertThat(body.bytes()).hasSize(4_096);
            assertThat(text)
                    .startsWith(body.json() ? "{\"apiVersion\"" : "apiVersion:")
                    .endsWith("\n");
            texts.add(text);
        }

        assertThat(texts).hasSize(200);
    }

    @Test
    void aLatencyIsTheOneThatSoManyOfAllStayWithin() {
        var answers = new Answers(101);
        for (int millis = 100; millis >= 1; millis--) {
            answers.add(202, Duration.ofMillis(millis).toNanos());
        }

        assertThat(answers.within(0.5)).isEqualTo(Duration.ofMillis(50));
        assertThat(answers.within(0.99)).isEqualTo(Duration.ofMillis(99));
        assertThat(answers.within(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(answers.allAccepted()).isTrue();
    }

    @Test
    void anAnswerThatIsMissingIsTheSlowestAndNoneThatWasAccepted() {
        var answers = new Answers(2);
        answers.add(202, 1);

        answers.missing(1);

        assertThat(answers.within(1)).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(answers.allAccepted()).isFalse();
    }
}
