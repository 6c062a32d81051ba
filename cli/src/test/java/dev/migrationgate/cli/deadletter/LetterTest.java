package dev.migrationgate.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class LetterTest {
    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("dead-letter", 0, 7, bytes("key"), bytes("value"));

    @Test
    void aRecordThatWasCutDoesNotGoBack() {
        record.headers().add("dl_topic", bytes("manifests"));
        assertThat(new Letter(record).original().topic()).isEqualTo("manifests");

        record.headers().add("dl_length", bytes("10000000"));

        assertThatThrownBy(() -> new Letter(record).original())
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("0:7 has only the beginning of 10000000 bytes");
    }

    @Test
    void itIsToldToPeopleAndToProgramsWithoutWhatMovesACursor() {
        record.headers().add("dl_topic", bytes("manifests"));
        record.headers().add("dl_reason", bytes("no\u001b[2J \"magic\" byte"));
        List<Letter> letters = List.of(new Letter(record));

        assertThat(LetterForms.lines(letters))
                .contains("0:7", "  key:    key", "  value:  5 bytes", "  reason: no·[2J \"magic\" byte");
        assertThat(LetterForms.json(letters))
                .hasToString("{\"letters\":[{\"id\":\"0:7\",\"topic\":\"manifests\",\"partition\":\"unknown\","
                        + "\"offset\":\"unknown\",\"service\":\"unknown\",\"time\":\"unknown\",\"key\":\"key\","
                        + "\"valueBytes\":5,\"reason\":\"no·[2J \\\"magic\\\" byte\"}]}");
        assertThat(LetterForms.lines(List.of())).containsExactly("there are no dead letters");
        assertThat(LetterForms.json(List.of())).hasToString("{\"letters\":[]}");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
