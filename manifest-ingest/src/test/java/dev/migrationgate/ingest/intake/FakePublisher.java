package dev.migrationgate.ingest.intake;

import dev.migrationgate.ingest.command.CommandPublisher;
import dev.migrationgate.ingest.command.OperatorCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps submissions in memory, or refuses them. */
public final class FakePublisher implements Publisher, CommandPublisher {
    /** What was published. */
    public final List<Submission> published = new ArrayList<>();

    /** The commands that were published. */
    public final List<OperatorCommand> commands = new ArrayList<>();

    /** What a submission's acknowledgement waits for; done at once if nobody changes it. */
    public volatile CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);

    /** A failure of its own, with which it would throw; empty: none. */
    public volatile Optional<RuntimeException> failure = Optional.empty();

    /** Whether Kafka is away. */
    public volatile boolean away;

    /** The threads that published. */
    public final List<Thread> threads = new CopyOnWriteArrayList<>();

    @Override
    public synchronized CompletableFuture<Void> publish(Submission submission) {
        threads.add(Thread.currentThread());
        failure.ifPresent(each -> {
            throw each;
        });
        if (away) {
            return CompletableFuture.failedFuture(new UnavailableException("Kafka is out of reach", null));
        }
        published.add(submission);
        return acknowledgement.copy();
    }

    @Override
    public synchronized CompletableFuture<Void> publish(OperatorCommand command) {
        if (away) {
            return CompletableFuture.failedFuture(new UnavailableException("Kafka is out of reach", null));
        }
        commands.add(command);
        return CompletableFuture.completedFuture(null);
    }
}
