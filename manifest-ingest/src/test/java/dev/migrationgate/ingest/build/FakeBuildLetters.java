package dev.migrationgate.ingest.build;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps letters in memory. */
public final class FakeBuildLetters implements BuildLetters {
    /** The messages that were put aside. */
    public final List<BuildMessage> written = new CopyOnWriteArrayList<>();

    /** What a letter's acknowledgement waits for; done at once if nobody changes it. */
    public volatile CompletableFuture<Void> acknowledgement = CompletableFuture.completedFuture(null);

    @Override
    public CompletableFuture<Void> putAside(BuildMessage message, String reason) {
        written.add(message);
        return acknowledgement.copy();
    }
}
