package dev.migrationgate.cli.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.cli.CommandException;
import java.nio.charset.StandardCharsets;
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

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
