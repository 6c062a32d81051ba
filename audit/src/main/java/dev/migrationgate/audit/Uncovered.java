package dev.migrationgate.audit;

/**
 * Events of a partition that were asked for and are recorded, but are not in the export, since no checkpoint that the ledger has the
 * leaves of covers them.
 *
 * @param topic the topic
 * @param partition the partition
 * @param from offset of the first one
 * @param to the offset after the last one
 * @param events how many
 */
public record Uncovered(String topic, int partition, long from, long to, long events) {

    Finding.Place place() {
        return new Finding.Place(topic, partition, from);
    }

    String text() {
        return "%,d events from here to offset %,d were asked for and are recorded, and are not here: no checkpoint covers them"
                .formatted(events, to - 1);
    }

    CanonicalJson json() {
        return new JsonFields()
                .text("topic", topic)
                .number("partition", partition)
                .number("from", from)
                .number("to", to)
                .number("events", events)
                .json();
    }

    static Uncovered from(JsonReader json) {
        return new Uncovered(
                json.text("topic"),
                json.smallNumber("partition"),
                json.number("from"),
                json.number("to"),
                json.number("events"));
    }
}
