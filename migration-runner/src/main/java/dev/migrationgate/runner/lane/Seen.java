package dev.migrationgate.runner.lane;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;

/**
 * What a lane has handled before, so that reading the topics again does nothing (promise P7).
 *
 * <p>The last {@value #LIMIT} requests and commands are kept one by one, each as 64 bits of its id's SHA-256 and its time. Of
 * what is dropped after them only the latest time stays, the horizon: what was asked for no later than that is taken as
 * handled. So a topic may be read again from any offset and however long it is kept. The price: a new request that
 * reaches the lane behind {@value #LIMIT} younger ones would be taken for an old one (a partition keeps its order, so ingest's clocks
 * would have to differ by as long as {@value #LIMIT} deployments of one database take), and one delivery that is posted again
 * {@value #LIMIT} requests later counts as new.
 *
 * @param packed per id 8 bytes of digest and 8 bytes of epoch milliseconds, oldest first, in base64: 21 kB at most
 * @param horizon latest time of what was dropped
 */
public record Seen(String packed, Instant horizon) {
    static final Seen NOTHING = new Seen("", Instant.EPOCH);
    static final int LIMIT = 1000;
    private static final int ENTRY_BYTES = 2 * Long.BYTES;

    /** Whether this was handled before. */
    boolean contains(String id, Instant askedAt) {
        if (!askedAt.isAfter(horizon)) {
            return true;
        }
        long wanted = digest(id);
        ByteBuffer entries = entries();
        while (entries.hasRemaining()) {
            long digest = entries.getLong();
            entries.getLong();
            if (digest == wanted) {
                return true;
            }
        }
        return false;
    }

    /** The memory with one more in it. */
    Seen and(String id, Instant askedAt) {
        ByteBuffer entries = entries();
        Instant dropped = horizon;
        while (entries.remaining() >= LIMIT * ENTRY_BYTES) {
            entries.getLong();
            Instant time = Instant.ofEpochMilli(entries.getLong());
            dropped = time.isAfter(dropped) ? time : dropped;
        }
        ByteBuffer kept = ByteBuffer.allocate(entries.remaining() + ENTRY_BYTES);
        kept.put(entries).putLong(digest(id)).putLong(askedAt.toEpochMilli());
        return new Seen(Base64.getEncoder().encodeToString(kept.array()), dropped);
    }

    private ByteBuffer entries() {
        return ByteBuffer.wrap(Base64.getDecoder().decode(packed));
    }

    private static long digest(String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
