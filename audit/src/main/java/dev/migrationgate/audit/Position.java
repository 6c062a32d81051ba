package dev.migrationgate.audit;

/**
 * How far the ledger was in a partition when it made an export.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from the first offset of the first block that it has; what was before is forgotten, as retention wants, or never was
 * @param to the offset after the last event
 * @param last digest of the last block's checkpoint
 */
public record Position(String topic, int partition, long from, long to, Sha256 last) {

    /**
     * The position that two checkpoints of a partition give, which may be the same one.
     *
     * @param first of the first block that the ledger has whole
     * @param last over the last events that it has read
     */
    public static Position of(Checkpoint first, Checkpoint last) {
        return new Position(first.topic(), first.partition(), first.from(), last.to(), last.digest());
    }

    boolean isOf(String otherTopic, int otherPartition) {
        return partition == otherPartition && topic.equals(otherTopic);
    }

    CanonicalJson json() {
        return new JsonFields()
                .text("topic", topic)
                .number("partition", partition)
                .number("from", from)
                .number("to", to)
                .text("last", last.hex())
                .json();
    }

    static Position from(JsonReader json) {
        return new Position(
                json.text("topic"),
                json.smallNumber("partition"),
                json.number("from"),
                json.number("to"),
                json.digest("last"));
    }
}
