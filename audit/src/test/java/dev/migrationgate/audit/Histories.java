package dev.migrationgate.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Draws histories: several topics and partitions, gaps in offsets as transactions leave them, some of more than a block. */
final class Histories {
    private static final List<String> APPLICATIONS = List.of(
            "acme/retail/production/shop/orders",
            "acme/retail/production/shop/orders-web",
            "acme/retail/staging/shop/orders",
            "acme/bank/production/money/cards");
    private static final String TEXT = "aä€\uD83D\uDE80 \"\\\n\u0001/<é0";

    private final Random random;

    Histories(long seed) {
        this.random = new Random(seed);
    }

    /** At least two events. */
    List<AuditEvent> events() {
        List<AuditEvent> events = new ArrayList<>();
        while (events.size() < 2) {
            events.clear();
            for (String topic : Recorded.TOPICS) {
                int partitions = random.nextInt(3);
                for (int partition = 0; partition < partitions; partition++) {
                    events.addAll(events(topic, partition));
                }
            }
        }
        return events;
    }

    private List<AuditEvent> events(String topic, int partition) {
        List<AuditEvent> events = new ArrayList<>();
        int count = random.nextInt(12);
        long offset = random.nextInt(4) == 0 ? random.nextInt(3_000) : random.nextInt(2);
        for (int index = 0; index < count; index++) {
            events.add(event(topic, partition, offset));
            offset += random.nextInt(4) == 0 ? 1 + random.nextInt(1_500) : 1 + random.nextInt(3);
        }
        return events;
    }

    private AuditEvent event(String topic, int partition, long offset) {
        int deployment = random.nextInt(6);
        boolean isOfNone = random.nextInt(8) == 0;
        return new AuditEvent(
                topic,
                partition,
                offset,
                Recorded.TIME + offset * 10 + random.nextInt(500),
                random.nextInt(6) == 0 ? Optional.empty() : Optional.of(text()),
                random.nextBoolean() ? Map.of() : Map.of("ce_id", text(), "ce_type", "t"),
                "dev.migrationgate." + topic + ".v1",
                isOfNone ? Optional.empty() : Optional.of("deployment-" + deployment),
                isOfNone ? Optional.empty() : Optional.of(APPLICATIONS.get(deployment % APPLICATIONS.size())),
                CanonicalJson.of(data()));
    }

    /** Of each partition the events up to some offset: what a ledger had read before. */
    static List<AuditEvent> beginnings(List<AuditEvent> events, long seed) {
        long limit = new Random(seed).nextInt(3_000);
        return events.stream().filter(event -> event.offset() < limit).toList();
    }

    static AuditEvent otherData(AuditEvent it) {
        return new AuditEvent(
                it.topic(),
                it.partition(),
                it.offset(),
                it.timestamp(),
                it.key(),
                it.headers(),
                it.type(),
                it.deploymentId(),
                it.applicationId(),
                CanonicalJson.parse("\"another\""));
    }

    private ObjectNode data() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("text", text()).put("number", random.nextLong() >> 11).put("truth", random.nextBoolean());
        data.putArray("list").add(random.nextInt()).addNull().addObject().put(text() + "x", text());
        return data;
    }

    private String text() {
        var text = new StringBuilder();
        int length = random.nextInt(8);
        for (int index = 0; index < length; index++) {
            text.appendCodePoint(
                    TEXT.codePoints().skip(random.nextInt(8)).findFirst().orElseThrow());
        }
        return text.toString();
    }

    /** All, a range of times, an application, or both. */
    Selection selection() {
        boolean hasTimes = random.nextBoolean();
        return new Selection(
                hasTimes ? OptionalLong.of(Recorded.TIME + random.nextInt(8_000)) : OptionalLong.empty(),
                hasTimes ? OptionalLong.of(Recorded.TIME + 8_000 + random.nextInt(20_000)) : OptionalLong.empty(),
                switch (random.nextInt(4)) {
                    case 0 -> Optional.of("acme/retail/production/shop/orders");
                    case 1 -> Optional.of("acme/retail");
                    default -> Optional.empty();
                });
    }
}
