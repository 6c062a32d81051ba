package dev.migrationgate.ingest.build.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.ingest.build.BuildMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaBuildLettersTest {
    private final List<ProducerRecord<String, byte[]>> written = new ArrayList<>();

    @Test
    void aMessageOfAnyLengthFitsIntoItsLetterSoThatNobodyElsesTransactionFails() {
        String data = "x".repeat(10_000_000);

        letters().putAside(BuildMessages.message(data), "its data is no JSON").join();

        assertThat(written).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSize(Topic.MAX_LETTER_BYTES);
            assertThat(CloudEventHeaders.text(letter.headers(), "dl_length")).contains("10000000");
            assertThat(CloudEventHeaders.text(letter.headers(), "dl_message_id"))
                    .contains("1001");
        });
    }

    @Test
    void aMessageThatFitsIsPutAsideAsItCame() {
        letters()
                .putAside(BuildMessages.message("built!"), "its data is no JSON")
                .join();

        assertThat(written).singleElement().satisfies(letter -> {
            assertThat(letter.value()).asString().isEqualTo("built!");
            assertThat(CloudEventHeaders.text(letter.headers(), "dl_length")).isEmpty();
        });
    }

    private KafkaBuildLetters letters() {
        return new KafkaBuildLetters(
                letter -> {
                    written.add(letter);
                    return CompletableFuture.completedFuture(null);
                },
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }
}
