package dev.migrationgate.cli.deadletter;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that a service could not read, as it lies in the topic of dead letters.
 *
 * @param record the record; headers that begin with {@code dl_} say where it came from and why it is here
 */
record Letter(ConsumerRecord<byte[], byte[]> record) {
    private static final String OURS = "dl_";

    /** What names it: partition and offset in the topic of dead letters. */
    String id() {
        return record.partition() + ":" + record.offset();
    }

    /** A header's text; what may be anything is made harmless for a terminal. */
    String header(String name) {
        Header header = record.headers().lastHeader(OURS + name);
        return header == null || header.value() == null ? "unknown" : printable(header.value());
    }

    /** The key, made harmless for a terminal. */
    String key() {
        return record.key() == null ? "none" : printable(record.key());
    }

    int valueBytes() {
        return record.value() == null ? 0 : record.value().length;
    }

    /**
     * The record as it came, for its own topic, with a header that names the dead letter.
     *
     * @throws CommandException the topic is none of ours: its name comes from a header, which anybody may have written; or only
     *     the beginning of the record is left
     */
    ProducerRecord<byte[], byte[]> original() {
        if (record.headers().lastHeader(OURS + "length") != null) {
            throw new CommandException(
                    1, id() + " has only the beginning of " + header("length") + " bytes, which must not go back");
        }
        String topic = header("topic");
        if (Topics.all().stream().map(Topic::name).noneMatch(topic::equals)
                || topic.equals(Topics.DEAD_LETTER.name())) {
            throw new CommandException(
                    1, id() + " came from '" + topic + "', which is no topic that it could go back to");
        }
        RecordHeaders headers = new RecordHeaders(Arrays.stream(record.headers().toArray())
                .filter(header -> !header.key().startsWith(OURS))
                .toArray(Header[]::new));
        headers.add("dl_replay_of", id().getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers);
    }

    private static String printable(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "·");
    }
}
