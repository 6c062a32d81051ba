package dev.migrationgate.ledger.reading;

import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.fact.Subject;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.store.Writing;
import dev.migrationgate.ledger.view.Deployment;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records into the store. */
final class Intake {
    private static final Logger LOGGER = LoggerFactory.getLogger(Intake.class);

    private static final byte[] NOTHING = {};

    private final Subjects subjects;
    private final LedgerStore store;
    private final MeterRegistry metrics;
    private final ReadSpans spans;

    Intake(Subjects subjects, LedgerStore store, MeterRegistry metrics, ReadSpans spans) {
        this.subjects = subjects;
        this.store = store;
        this.metrics = metrics;
        this.spans = spans;
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        Coordinates.TOPICS.forEach(topic -> unreadable(topic.name()));
    }

    private Counter unreadable(String topic) {
        return metrics.counter("gate.ledger.unreadable", "topic", topic);
    }

    /**
     * Takes in what was read, and how far.
     *
     * @return what changed, in the order in which it was read
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach; nothing is taken in
     */
    List<Change> take(ConsumerRecords<String, byte[]> records) {
        Runnable recorded = spans.begin(records);
        Writing writing = store.begin();
        var told = new ArrayList<Told>();
        for (ConsumerRecord<String, byte[]> record : records) {
            var place = new Coordinates(record.topic(), record.partition(), record.offset());
            StoredEvent event = StoredEvent.of(record);
            Optional<Subject> subject = subject(record);
            if (subject.isEmpty()) {
                writing.add(place, event);
                continue;
            }
            String deployment = subject.get().deployment();
            writing.add(
                    place, event, deployment, new Recorded(place, subject.get().fact()));
            told.add(new Told(deployment, place, event));
        }
        records.nextOffsets().forEach((partition, next) -> writing.position(partition, next.offset()));
        Map<String, Deployment> now = writing.commit();
        recorded.run();
        return told.stream()
                .flatMap(each -> Optional.ofNullable(now.get(each.deployment())).stream()
                        .map(deployment -> new Change(deployment, each.place(), each.event())))
                .toList();
    }

    private record Told(String deployment, Coordinates place, StoredEvent event) {}

    private Optional<Subject> subject(ConsumerRecord<String, byte[]> record) {
        byte[] value = record.value() == null ? NOTHING : record.value();
        try {
            return Optional.of(subjects.of(record.topic(), value));
        } catch (UndecodableException e) {
            // Whose work depends on the record has put it aside; here it stays what it is, and the audit shows it.
            unreadable(record.topic()).increment();
            LOGGER.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .addKeyValue("reason", e.reason())
                    .log("not readable, so it is kept as it is and shows nowhere");
            return Optional.empty();
        }
    }
}
