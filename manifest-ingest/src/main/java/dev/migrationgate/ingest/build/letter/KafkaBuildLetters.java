package dev.migrationgate.ingest.build.letter;

import dev.migrationgate.events.serde.DeadLetterNote;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.build.BuildLetters;
import dev.migrationgate.ingest.build.BuildMessage;
import dev.migrationgate.ingest.catalogue.CutLetter;
import dev.migrationgate.ingest.catalogue.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes them to the topic {@code dead-letter}: the message's data as it came, cut where it does not fit, its id as key and in the header {@code dl_message_id}, the
 * subscription in the place of a topic. Counts them in {@code gate.dead.letters}. Safe for several threads.
 */
public final class KafkaBuildLetters implements BuildLetters {
    private static final String SERVICE = "manifest-ingest";

    private final DeadLetters letters;
    private final Clock clock;
    private final MeterRegistry metrics;

    /** Letters by way of the publisher that everything else goes by. */
    public KafkaBuildLetters(DeadLetters letters, Clock clock, MeterRegistry metrics) {
        this.letters = letters;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public CompletableFuture<Void> putAside(BuildMessage message, String reason) {
        var headers = new DeadLetterNote(SERVICE, reason, clock.instant()).on(message.source());
        headers.add("dl_message_id", message.id().getBytes(StandardCharsets.UTF_8));
        var letter = new ProducerRecord<>(Topics.DEAD_LETTER.name(), null, message.id(), message.data(), headers);
        return letters.write(CutLetter.of(letter))
                .thenRun(() -> metrics.counter("gate.dead.letters", "topic", message.source())
                        .increment());
    }
}
