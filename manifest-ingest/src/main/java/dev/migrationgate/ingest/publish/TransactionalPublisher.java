package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.ingest.command.CommandPublisher;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.intake.Publisher;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.ingest.intake.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each submission within one Kafka transaction. Transactions of one producer come one after another, so all
 * submissions that wait share the next one: throughput grows with load, and none is ever written by half.
 *
 * <p>One thread owns the producer. After any failure the producer is thrown away: what it had not committed is aborted
 * by the next one, which has the same transactional id. A commit without an answer may have happened; its submissions fail all the same,
 * and repeating them is harmless because their deployments have the same ids.
 */
public final class TransactionalPublisher implements Publisher, CommandPublisher, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(TransactionalPublisher.class);
    private static final int MAX_WAITING = 1_024;
    private static final int MAX_TOGETHER = 256;
    private static final Duration IDLE = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private record Waiting(List<ProducerRecord<String, byte[]>> records, CompletableFuture<Void> done) {}

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Supplier<Producer<String, byte[]>> producers;
    private final EventCodec codec;
    private final SubmissionRecords records;
    private final Duration limit;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile Optional<String> problem = Optional.of("not connected to Kafka yet");

    private TransactionalPublisher(Supplier<Producer<String, byte[]>> producers, EventCodec codec, Duration limit) {
        this.producers = producers;
        this.codec = codec;
        this.records = new SubmissionRecords(codec);
        this.limit = limit;
        this.thread = Thread.ofPlatform().name("ingest-publisher").daemon().unstarted(this::run);
    }

    /**
     * Starts to connect, and returns at once.
     *
     * @param producers makes a producer with a transactional id, always the same
     * @param limit how long a submission may take
     */
    public static TransactionalPublisher start(
            Supplier<Producer<String, byte[]>> producers, EventCodec codec, Duration limit) {
        var publisher = new TransactionalPublisher(producers, codec, limit);
        publisher.thread.start();
        return publisher;
    }

    @Override
    public CompletableFuture<Void> publish(Submission submission) {
        return publish(() -> records.of(submission));
    }

    @Override
    public CompletableFuture<Void> publish(OperatorCommand command) {
        return publish(() -> List.of(CommandRecord.of(command, codec)));
    }

    private CompletableFuture<Void> publish(Supplier<List<ProducerRecord<String, byte[]>>> encoded) {
        var done = new CompletableFuture<Void>();
        try {
            var waiting = new Waiting(encoded.get(), done);
            if (stopping || !queue.offer(waiting)) {
                done.completeExceptionally(new UnavailableException("too many requests are waiting for Kafka", null));
            }
        } catch (RegistryException e) {
            done.completeExceptionally(new UnavailableException("the schema registry is out of reach", e));
        }
        // A future that timed out is left out of the next transaction: who was told "unavailable" finds nothing
        // written, if
        // that can still be helped.
        return done.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(failure -> {
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
        try {
            if (!thread.join(Duration.ofSeconds(10))) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fail(drain(), "ingest is stopping", null);
    }

    private void run() {
        while (!stopping) {
            try (Producer<String, byte[]> producer = producers.get()) {
                connectAndWrite(producer);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // Making or closing a producer failed; writing reports its own trouble.
                unavailable(List.of(), e);
                if (!paused()) {
                    return;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void connectAndWrite(Producer<String, byte[]> producer) throws InterruptedException {
        List<Waiting> batch = List.of();
        try {
            producer.initTransactions();
            problem = Optional.empty();
            while (!stopping) {
                batch = next();
                write(producer, batch);
                batch = List.of();
            }
        } catch (RuntimeException e) {
            unavailable(batch, e);
            producer.close(Duration.ZERO);
            Thread.sleep(PAUSE);
        }
    }

    private List<Waiting> next() throws InterruptedException {
        Waiting first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        var batch = new ArrayList<Waiting>();
        if (first != null) {
            batch.add(first);
            queue.drainTo(batch, MAX_TOGETHER - 1);
        }
        batch.removeIf(waiting -> waiting.done().isDone());
        return batch;
    }

    private static void write(Producer<String, byte[]> producer, List<Waiting> batch) {
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        for (Waiting waiting : batch) {
            for (ProducerRecord<String, byte[]> each : waiting.records()) {
                // The commit fails if any of these fails; the futures tell nothing more.
                var _ = producer.send(each);
            }
        }
        producer.commitTransaction();
        batch.forEach(waiting -> waiting.done().complete(null));
    }

    private void unavailable(List<Waiting> batch, RuntimeException cause) {
        problem = Optional.of("Kafka is out of reach");
        LOGGER.atWarn()
                .addKeyValue("reason", String.valueOf(cause.getMessage()))
                .log("cannot publish now");
        fail(batch, "Kafka is out of reach", cause);
        fail(drain(), "Kafka is out of reach", cause);
    }

    private List<Waiting> drain() {
        var rest = new ArrayList<Waiting>();
        queue.drainTo(rest);
        return rest;
    }

    private static void fail(List<Waiting> batch, String message, @Nullable Throwable cause) {
        batch.forEach(waiting -> waiting.done().completeExceptionally(new UnavailableException(message, cause)));
    }
}
