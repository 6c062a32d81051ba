package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.catalogue.DeadLetters;
import dev.migrationgate.ingest.catalogue.Doubts;
import dev.migrationgate.ingest.catalogue.RecordRemoval;
import dev.migrationgate.ingest.command.CommandPublisher;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.intake.Publisher;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.intake.TooLargeException;
import dev.migrationgate.ingest.intake.UnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each submission within one Kafka transaction. Transactions of one producer come one after another, so all
 * submissions that wait share the next one: throughput grows with load, and none is ever written by half.
 *
 * <p>One thread owns the producer. After any failure the producer is thrown away: what it had not committed is aborted
 * by the next one, which has the same transactional id. A commit without an answer may have happened; its submissions fail all the same.
 * Repeating them is harmless because their deployments have the same ids; requests that are compared with what was accepted wait until
 * that is certain ({@link Doubts}).
 */
public final class TransactionalPublisher
        implements Publisher, CommandPublisher, DeadLetters, RecordRemoval, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TransactionalPublisher.class);
    private static final Duration IDLE = Duration.ofMillis(250);
    /**
     * The broker ends a transaction after it has answered. What begins before that is held up there, by default for 20 ms: several times
     * what a whole transaction takes. So what comes meanwhile joins the next one.
     */
    private static final Duration BREATH = Duration.ofMillis(3);

    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Waits before the next try. */
    interface Pause {
        /** Returns when it is time. */
        void take() throws InterruptedException;
    }

    private final Waiting waiting = new Waiting();
    private final Supplier<Producer<String, byte[]>> producers;
    private final EventCodec codec;
    private final SubmissionRecords records;
    private final Duration limit;
    private final Deadlines deadlines;
    private final Doubts doubts;
    private final Pause pause;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Optional<String> problem = Optional.of("not connected to Kafka yet");

    private TransactionalPublisher(
            Supplier<Producer<String, byte[]>> producers,
            Encoding encoding,
            Duration limit,
            Doubts doubts,
            Pause pause) {
        this.producers = producers;
        this.codec = encoding.codec();
        this.records = new SubmissionRecords(encoding);
        this.limit = limit;
        this.deadlines = new Deadlines(limit);
        this.doubts = doubts;
        this.pause = pause;
        this.thread = Thread.ofPlatform().name("ingest-publisher").daemon().unstarted(this::run);
    }

    /**
     * Starts to connect, and returns at once.
     *
     * @param producers makes a producer with a transactional id, always the same
     * @param encoding how events are written
     * @param limit how long a submission may take
     * @param doubts told when it cannot be said whether something was written, and when it can
     */
    public static TransactionalPublisher start(
            Supplier<Producer<String, byte[]>> producers, Encoding encoding, Duration limit, Doubts doubts) {
        return start(producers, encoding, limit, doubts, () -> Thread.sleep(PAUSE));
    }

    /** The same with a pause of the caller's. */
    static TransactionalPublisher start(
            Supplier<Producer<String, byte[]>> producers,
            Encoding encoding,
            Duration limit,
            Doubts doubts,
            Pause pause) {
        var publisher = new TransactionalPublisher(producers, encoding, limit, doubts, pause);
        publisher.thread.start();
        return publisher;
    }

    @Override
    public CompletableFuture<Void> publish(Submission submission) {
        return publish(() -> fitting(records.of(submission), Topic.MAX_VALUE_BYTES));
    }

    @Override
    public CompletableFuture<Void> publish(OperatorCommand command) {
        return publish(() -> List.of(CommandRecord.of(command, codec)));
    }

    @Override
    public CompletableFuture<Void> write(ProducerRecord<String, byte[]> letter) {
        return publish(() -> fitting(List.of(letter), Topic.MAX_LETTER_BYTES));
    }

    @Override
    public CompletableFuture<Void> remove(List<String> keys) {
        return publish(
                () -> keys.stream().map(TransactionalPublisher::tombstone).toList());
    }

    private static ProducerRecord<String, byte[]> tombstone(String key) {
        return new ProducerRecord<>(Topics.MANIFESTS.name(), key, null);
    }

    /** One record that the broker refuses would take everybody else's with it, again and again. */
    private static List<ProducerRecord<String, byte[]>> fitting(
            List<ProducerRecord<String, byte[]>> records, int longest) {
        for (ProducerRecord<String, byte[]> each : records) {
            if (each.value() != null && each.value().length > longest) {
                throw new TooLargeException("the event for %s about %s would have %,d bytes, and %,d fit"
                        .formatted(each.topic(), each.key(), each.value().length, longest));
            }
        }
        return records;
    }

    private CompletableFuture<Void> publish(Supplier<List<ProducerRecord<String, byte[]>>> encoded) {
        var done = new CompletableFuture<Void>();
        var sent = new AtomicBoolean();
        try {
            if (stopping || !waiting.offer(new Waiting.Entry(encoded.get(), done, sent))) {
                done.completeExceptionally(new UnavailableException("too many requests are waiting for Kafka", null));
            }
        } catch (RegistryException e) {
            done.completeExceptionally(new UnavailableException("the schema registry is out of reach", e));
        } catch (TooLargeException e) {
            return CompletableFuture.failedFuture(e);
        }
        // A future that timed out is left out of the next transaction: who was told "unavailable" finds nothing
        // written, if that can still be helped.
        deadlines.watch(done);
        return done.exceptionally(failure -> {
            if (sent.get()) {
                doubts.begin();
            }
            throw failure instanceof UnavailableException unavailable
                    ? unavailable
                    : new UnavailableException("Kafka did not acknowledge within " + limit.toSeconds() + " s", failure);
        });
    }

    /** Why nothing can be published now; empty: it can. */
    public Optional<String> problem() {
        return problem;
    }

    /** Finishes the transaction under way, within 10 seconds, and refuses the rest. */
    @Override
    public void close() {
        stopping = true;
        if (problem.isPresent()) {
            // No transaction is under way, and connecting may take longer than anybody wants to wait.
            thread.interrupt();
        }
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.fail(List.of(), "ingest is stopping", null);
        deadlines.close();
    }

    private void run() {
        try {
            while (!stopping) {
                connect();
                if (!stopping) {
                    pause.take();
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws InterruptedException {
        try (Producer<String, byte[]> producer = producers.get()) {
            writeUntilTrouble(producer);
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            // Making or closing a producer failed; writing reports its own trouble.
            unavailable(List.of(), e);
        }
    }

    private void writeUntilTrouble(Producer<String, byte[]> producer) throws InterruptedException {
        List<Waiting.Entry> batch = List.of();
        try {
            producer.initTransactions();
            problem = Optional.empty();
            doubts.end();
            while (!stopping) {
                batch = waiting.next(IDLE);
                write(producer, batch);
                doubts.end();
                boolean wrote = !batch.isEmpty();
                batch = List.of();
                if (wrote) {
                    Thread.sleep(BREATH);
                }
            }
        } catch (RuntimeException e) {
            unavailable(batch, e);
            producer.close(Duration.ZERO);
        }
    }

    private static void write(Producer<String, byte[]> producer, List<Waiting.Entry> batch) {
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        for (Waiting.Entry entry : batch) {
            // Before it is looked whether somebody was told "unavailable" already: one of the two sees the other.
            entry.sent().set(true);
            if (entry.done().isDone()) {
                continue;
            }
            for (ProducerRecord<String, byte[]> each : entry.records()) {
                // The commit fails if any of these fails; the futures tell nothing more.
                var _ = producer.send(each);
            }
        }
        producer.commitTransaction();
        batch.forEach(entry -> entry.done().complete(null));
    }

    private void unavailable(List<Waiting.Entry> batch, RuntimeException cause) {
        problem = Optional.of("Kafka is out of reach");
        LOGGER.atWarn()
                .addKeyValue("reason", String.valueOf(cause.getMessage()))
                .log("cannot publish now");
        waiting.fail(batch, "Kafka is out of reach", cause);
    }
}
