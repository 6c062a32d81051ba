package dev.migrationgate.ingest.build;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Has work of one name done one after another, as it comes: of two images at the same time, the older one has to find the newer one. What nobody is
 * before is done at once by the caller's thread. As long as the senders' messages in work. Safe for several threads.
 */
final class Turns {
    private final ConcurrentMap<String, CompletableFuture<Boolean>> last = new ConcurrentHashMap<>();

    /** Does the work when all of that name is done that came before, whatever became of it. */
    <T> CompletableFuture<T> take(String name, Supplier<CompletableFuture<T>> work) {
        var over = new CompletableFuture<Boolean>();
        Optional<CompletableFuture<Boolean>> before = Optional.ofNullable(last.put(name, over));
        CompletableFuture<T> done = before.map(
                        earlier -> earlier.thenComposeAsync(_ -> work.get(), Turns::onThreadOfItsOwn))
                .orElseGet(() -> CompletableFuture.completedFuture(true).thenCompose(_ -> work.get()));
        return done.whenComplete((_, _) -> {
            last.remove(name, over);
            over.complete(true);
        });
    }

    /** Not on the publisher's, which the work before ended on. */
    private static void onThreadOfItsOwn(Runnable work) {
        Thread.ofVirtual().name("build-turn").start(work);
    }
}
