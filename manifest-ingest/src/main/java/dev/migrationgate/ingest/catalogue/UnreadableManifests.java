package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.events.serde.DeadLetterNote;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.intake.UnavailableException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records of the manifests topic that cannot be read. Those that arrive while ingest runs are put aside as dead
 * letters. Those that a start finds there are only logged and counted: the topic is compacted and read from its beginning each
 * time, so every start would write their letters again. For the reading thread only.
 */
public final class UnreadableManifests {
    private static final Logger LOGGER = LoggerFactory.getLogger(UnreadableManifests.class);
    private static final String SERVICE = "manifest-ingest";

    private final DeadLetters letters;
    private final Clock clock;
    private final MeterRegistry metrics;
    /** The first offset of each partition whose record gets a letter; it stays when reading begins again after trouble. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /**
     * Of a topic that was not read yet.
     *
     * @param letters takes what arrives from now on
     * @param metrics counts {@code gate.dead.letters} and, without a letter, {@code gate.unreadable.manifests}
     */
    public UnreadableManifests(DeadLetters letters, Clock clock, MeterRegistry metrics) {
        this.letters = letters;
        this.clock = clock;
        this.metrics = metrics;
        // There before the first of them: who watches a counter sees it rise only from a value that was there.
        withoutLetter();
        letters(Topics.MANIFESTS.name());
    }

    private Counter withoutLetter() {
        return metrics.counter("gate.unreadable.manifests");
    }

    private Counter letters(String topic) {
        return metrics.counter("gate.dead.letters", "topic", topic);
    }

    /** Says where the topic ended when reading began; of each partition, only the first time counts. */
    void begin(Map<TopicPartition, Long> ends) {
        ends.forEach(next::putIfAbsent);
    }

    /**
     * Takes one in; once it returned, the record is done with.
     *
     * @throws UnavailableException its letter may not be in Kafka; the record is to be read again
     */
    void found(ConsumerRecord<String, byte[]> record, String reason) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("an accepted manifest cannot be read and is left out");
        if (record.offset() < next.getOrDefault(partition, 0L)) {
            withoutLetter().increment();
            return;
        }
        write(letter(record, reason));
        letters(record.topic()).increment();
        next.put(partition, record.offset() + 1);
    }

    private ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> record, String reason) {
        var headers = new DeadLetterNote(SERVICE, reason, clock.instant())
                .on(record.headers(), record.topic(), record.partition(), record.offset());
        return new ProducerRecord<>(Topics.DEAD_LETTER.name(), null, record.key(), record.value(), headers);
    }

    /** Waits, so that no later record is taken in before; the publisher limits how long. */
    private void write(ProducerRecord<String, byte[]> letter) {
        try {
            letters.write(CutLetter.of(letter)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UnavailableException unavailable
                    ? unavailable
                    : new UnavailableException("a dead letter could not be written", e);
        }
    }
}
