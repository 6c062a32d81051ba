package dev.migrationgate.ledger.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as Kafka has it, whole: what the audit is about.
 *
 * @param timestamp Kafka's, in milliseconds
 * @param key its key
 * @param headers in their order; a name may be there again
 * @param value its value; empty where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them, and a copy of each would be a copy of everything.
public record StoredEvent(long timestamp, Optional<String> key, List<Header> headers, byte[] value) {
    private static final int NONE = -1;
    private static final byte[] NOTHING = {};

    /** Copies the list; the array is the caller's to leave alone. */
    public StoredEvent {
        headers = List.copyOf(headers);
    }

    /**
     * A header.
     *
     * @param name its name
     * @param value its value as text
     */
    public record Header(String name, String value) {}

    /** A record as it was read. */
    public static StoredEvent of(ConsumerRecord<String, byte[]> record) {
        List<Header> headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> new Header(
                        header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)))
                .toList();
        byte[] value = record.value() == null ? NOTHING : record.value();
        return new StoredEvent(record.timestamp(), Optional.ofNullable(record.key()), headers, value);
    }

    /** The newest value of a header. */
    public Optional<String> header(String name) {
        return headers.reversed().stream()
                .filter(each -> each.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    byte[] encode() {
        var bytes = new ByteArrayOutputStream(value.length + 512);
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(timestamp);
            text(out, key.orElse(null));
            out.writeInt(headers.size());
            for (Header header : headers) {
                text(out, header.name());
                text(out, header.value());
            }
            out.writeInt(value.length);
            out.write(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    static StoredEvent decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long timestamp = in.readLong();
            Optional<String> key = text(in);
            int count = in.readInt();
            List<Header> headers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                headers.add(new Header(text(in).orElse(""), text(in).orElse("")));
            }
            return new StoredEvent(timestamp, key, headers, in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException("not what the ledger keeps of an event", e);
        }
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(NONE);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NONE
                ? Optional.empty()
                : Optional.of(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
}
