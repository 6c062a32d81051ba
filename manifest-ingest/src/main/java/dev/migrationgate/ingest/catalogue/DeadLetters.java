package dev.migrationgate.ingest.catalogue;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes to the topic of records that nobody could read. Safe for several threads. */
public interface DeadLetters {
    /**
     * Writes a letter.
     *
     * @return completed once Kafka has it; failed with {@link dev.migrationgate.ingest.intake.UnavailableException} where it may not
     *     have it
     */
    CompletableFuture<Void> write(ProducerRecord<String, byte[]> letter);
}
