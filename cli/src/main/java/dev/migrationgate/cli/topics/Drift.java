package dev.migrationgate.cli.topics;

/**
 * One difference between a broker and the table of topics.
 *
 * @param topic the topic's name
 * @param setting what differs: {@code topic}, {@code partitions}, {@code replication} or a broker setting's name
 * @param is what the broker has; {@code missing} where it has no such topic
 * @param shouldBe what the table asks for
 */
public record Drift(String topic, String setting, String is, String shouldBe) {
    static final String TOPIC = "topic";
    static final String PARTITIONS = "partitions";
    static final String REPLICATION = "replication";
    static final String MISSING = "missing";

    /** Whether it is a setting that can be changed in place; partitions and copies cannot, keys would move. */
    boolean changeable() {
        return !setting.equals(TOPIC) && !setting.equals(PARTITIONS) && !setting.equals(REPLICATION);
    }
}
