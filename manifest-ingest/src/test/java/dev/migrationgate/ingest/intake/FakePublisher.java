package dev.migrationgate.ingest.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keeps submissions in memory, or refuses them. */
public final class FakePublisher implements Publisher {
    /** What was published. */
    public final List<Submission> published = new ArrayList<>();

    /** Whether Kafka is away. */
    public volatile boolean away;

    @Override
    public synchronized CompletableFuture<Void> publish(Submission submission) {
        if (away) {
            return CompletableFuture.failedFuture(new UnavailableException("Kafka is out of reach", null));
        }
        published.add(submission);
        return CompletableFuture.completedFuture(null);
    }
}
