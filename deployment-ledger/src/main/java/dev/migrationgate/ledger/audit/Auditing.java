package dev.migrationgate.ledger.audit;

import dev.migrationgate.audit.Checkpoint;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.broker.Brokers;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs what was recorded, again and again: a checkpoint of each block, in the store and in a topic. Begins once everything is read that was
 * there: until then the store has more to do.
 */
public final class Auditing implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Auditing.class);
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration WHILE_READING = Duration.ofSeconds(1);

    private final Progress progress;
    private final Signing signing;
    private final Exports exports;
    private final CheckpointTopic topic;
    private final Thread thread;

    private volatile Optional<String> problem = Optional.of("no checkpoint is made yet");

    private Auditing(
            LedgerStore store,
            Subjects subjects,
            Progress progress,
            SigningKey key,
            CheckpointTopic topic,
            RecordedCheckpoints recorded,
            Clock clock) {
        var events = new AuditEvents(subjects);
        this.progress = progress;
        var blocks = new Blocks(store, events, key);
        this.signing = new Signing(progress::problem, blocks, new SignedBefore(store, blocks, recorded::read));
        this.exports = new Exports(store, events, blocks, signing, key, clock);
        this.topic = topic;
        this.thread = Thread.ofPlatform().name("ledger-audit").daemon().unstarted(this::run);
    }

    /**
     * How to reach Kafka.
     *
     * @param brokers which, and how to reach them
     * @param instance this instance's name
     * @param consumers makes a consumer that belongs to no group and reads committed records only
     */
    public record Kafka(Brokers brokers, String instance, Supplier<Consumer<String, byte[]>> consumers) {}

    /** Starts to sign. */
    public static Auditing start(LedgerStore store, Subjects subjects, Progress progress, SigningKey key, Kafka kafka) {
        var auditing = new Auditing(
                store,
                subjects,
                progress,
                key,
                CheckpointTopic.at(kafka.brokers(), kafka.instance()),
                new RecordedCheckpoints(kafka.consumers()),
                Clock.systemUTC());
        auditing.thread.start();
        return auditing;
    }

    /** Writes exports. */
    public Exports exports() {
        return exports;
    }

    /** Why checkpoints cannot be made or written now; empty: they can. */
    public Optional<String> problem() {
        return signing.difference().or(() -> problem);
    }

    private void run() {
        try {
            while (!progress.complete()) {
                Thread.sleep(WHILE_READING);
            }
            while (true) {
                advance();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void advance() throws InterruptedException {
        try {
            signing.adopt();
            signing.advance();
            for (Checkpoint next : signing.unwritten()) {
                topic.write(next);
                signing.written(next);
            }
            problem = Optional.empty();
        } catch (KafkaException e) {
            trouble(e);
        } catch (RuntimeException e) {
            LOGGER.atError().setCause(e).log("making checkpoints failed and begins again");
            trouble(e);
        }
    }

    private void trouble(RuntimeException e) {
        problem = Optional.of("checkpoints: " + e.getMessage());
        LOGGER.atWarn().addKeyValue("reason", String.valueOf(e.getMessage())).log("checkpoints cannot be kept now");
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        topic.close();
    }
}
