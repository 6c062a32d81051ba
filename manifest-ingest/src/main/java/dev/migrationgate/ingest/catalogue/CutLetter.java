package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.events.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Makes a dead letter fit: one that the broker refuses would take down the transaction, with everybody else's requests in it, again and
 * again.
 */
public final class CutLetter {
    /** The header that says how many bytes the value had, where not all of them are in the letter. */
    static final String LENGTH = "dl_length";

    private CutLetter() {}

    /** The letter; one with a value over {@link Topic#MAX_LETTER_BYTES} has only its beginning, and a header with its length. */
    public static ProducerRecord<String, byte[]> of(ProducerRecord<String, byte[]> letter) {
        byte[] value = letter.value();
        if (value == null || value.length <= Topic.MAX_LETTER_BYTES) {
            return letter;
        }
        Headers headers = new RecordHeaders(letter.headers());
        headers.remove(LENGTH);
        headers.add(LENGTH, Integer.toString(value.length).getBytes(StandardCharsets.UTF_8));
        byte[] beginning = Arrays.copyOf(value, Topic.MAX_LETTER_BYTES);
        return new ProducerRecord<>(
                letter.topic(), letter.partition(), letter.timestamp(), letter.key(), beginning, headers);
    }
}
