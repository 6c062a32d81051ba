package dev.migrationgate.ledger.store;

import dev.migrationgate.ledger.fact.Coordinates;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Places in Kafka as keys, which are in order within a partition: topic, a zero byte, partition and offset, big-endian. */
final class Places {
    private static final int NUMBERS = Integer.BYTES + Long.BYTES;

    private Places() {}

    static byte[] encode(Coordinates place) {
        return ByteBuffer.allocate(place.topic().length() + 1 + NUMBERS)
                .put(partition(place))
                .putLong(place.offset())
                .array();
    }

    /** What the keys of all places of a partition begin with. */
    static byte[] partition(Coordinates place) {
        byte[] topic = place.topic().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(topic.length + 1 + Integer.BYTES)
                .put(topic)
                .put((byte) 0)
                .putInt(place.partition())
                .array();
    }

    static Coordinates decode(byte[] key) {
        int end = key.length - NUMBERS - 1;
        ByteBuffer numbers = ByteBuffer.wrap(key, end + 1, NUMBERS);
        return new Coordinates(
                new String(Arrays.copyOf(key, end), StandardCharsets.US_ASCII), numbers.getInt(), numbers.getLong());
    }

    static byte[] offset(long offset) {
        return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
    }

    static long offset(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }
}
