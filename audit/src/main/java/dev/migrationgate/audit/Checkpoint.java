package dev.migrationgate.audit;

import java.nio.charset.StandardCharsets;

/**
 * What the ledger signs about one block of a partition's events. It follows from the events, the checkpoint before and the key alone.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from the block's first offset: a multiple of {@link #BLOCK}
 * @param to the offset after the last event that it covers; in the newest block this grows, and the checkpoint is replaced
 * @param count how many events it covers; transactions and compaction leave offsets without any
 * @param oldest the least time of these events, in milliseconds since 1970
 * @param newest the greatest time of these events
 * @param root root of the Merkle tree over the leaves of these events, in the order of their offsets
 * @param previous digest of the checkpoint of the block before that has events; 32 zero bytes for the first
 * @param key id of the key that signed
 * @param signature Ed25519, in base64
 */
public record Checkpoint(
        String topic,
        int partition,
        long from,
        long to,
        int count,
        long oldest,
        long newest,
        Sha256 root,
        Sha256 previous,
        String key,
        String signature) {
    /** How many offsets a block has. */
    public static final int BLOCK = 1024;

    /** Refuses, with {@link IllegalArgumentException}, what no block has. */
    public Checkpoint {
        if (partition < 0 || from < 0 || from % BLOCK != 0 || to <= from || to > from + BLOCK) {
            throw new IllegalArgumentException("no block has the offsets from " + from + " to " + to);
        }
        if (count < 1 || count > to - from || oldest > newest) {
            throw new IllegalArgumentException("a block has events, no more than offsets, the oldest first");
        }
    }

    /** The first offset of the block that an offset is in. */
    public static long blockOf(long offset) {
        return offset - offset % BLOCK;
    }

    /** What names its block, for a topic or store that keeps the newest checkpoint of each: topic/partition/from. */
    public String block() {
        return topic + "/" + partition + "/" + from;
    }

    /** What the next block's checkpoint says of this one. Without key and signature: a new key changes no chain. */
    public Sha256 digest() {
        return Sha256.of(content().text());
    }

    /** As it is recorded. */
    public CanonicalJson json() {
        return signed().text("signature", signature).json();
    }

    /**
     * Reads {@link #json()} again. The signature is not looked at.
     *
     * @throws IllegalArgumentException it is something else
     */
    public static Checkpoint parse(String json) {
        return from(new JsonReader(CanonicalJson.tree(json)));
    }

    /** Whether a key of these signed exactly this. */
    public boolean isSignedBy(PublicKeys keys) {
        return keys.accept(key, Statement.CHECKPOINT, statement(), signature);
    }

    byte[] statement() {
        return signed().text().getBytes(StandardCharsets.UTF_8);
    }

    Checkpoint sign(SigningKey signer) {
        Checkpoint named = with(signer.id(), "");
        return named.with(signer.id(), signer.sign(Statement.CHECKPOINT, named.statement()));
    }

    private Checkpoint with(String newKey, String newSignature) {
        return new Checkpoint(topic, partition, from, to, count, oldest, newest, root, previous, newKey, newSignature);
    }

    private JsonFields signed() {
        return content().text("key", key);
    }

    private JsonFields content() {
        return new JsonFields()
                .text("topic", topic)
                .number("partition", partition)
                .number("from", from)
                .number("to", to)
                .number("count", count)
                .number("oldest", oldest)
                .number("newest", newest)
                .text("root", root.hex())
                .text("previous", previous.hex());
    }

    static Checkpoint from(JsonReader json) {
        return new Checkpoint(
                json.text("topic"),
                json.smallNumber("partition"),
                json.number("from"),
                json.number("to"),
                json.smallNumber("count"),
                json.number("oldest"),
                json.number("newest"),
                json.digest("root"),
                json.digest("previous"),
                json.text("key"),
                json.text("signature"));
    }
}
