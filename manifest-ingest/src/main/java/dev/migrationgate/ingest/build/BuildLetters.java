package dev.migrationgate.ingest.build;

import java.util.concurrent.CompletableFuture;

/** Where messages go that nobody can read. Safe for several threads. */
public interface BuildLetters {
    /**
     * Puts a message aside.
     *
     * @param reason what is wrong with it; holds nothing of its content
     * @return done once the letter cannot get lost; fails where that cannot be said
     */
    CompletableFuture<Void> putAside(BuildMessage message, String reason);
}
