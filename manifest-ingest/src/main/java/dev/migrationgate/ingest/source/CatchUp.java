package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.Memory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks repositories for the newest commits of their branches, after a start and then every few minutes, and takes what nobody told of as if
 * it had been pushed just now: hosts tell once, and not again where nobody listened.
 */
final class CatchUp implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CatchUp.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final double JITTER = 0.1;

    private final List<WatchedRepository> repositories;
    private final BranchComparison comparison;
    private final Memory memory;
    private final Duration interval;
    private final RandomGenerator random;
    private final CatchUpMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    CatchUp(
            Collection<WatchedRepository> repositories,
            BranchComparison comparison,
            Memory memory,
            Duration interval,
            RandomGenerator random,
            CatchUpMetrics metrics) {
        this.repositories = List.copyOf(repositories);
        this.comparison = comparison;
        this.memory = memory;
        this.interval = interval;
        this.random = random;
        this.metrics = metrics;
    }

    /** Starts a thread for each repository, so that one that is slow holds up others only while it has one of the places. */
    void start() {
        repositories.forEach(repository -> threads.add(Thread.ofVirtual()
                .name("catches up with " + repository.config().name())
                .start(() -> run(repository))));
    }

    /** Asks no more, and waits up to 10 seconds for the questions under way to end. */
    @Override
    public void close() {
        stopping.countDown();
        threads.forEach(Thread::interrupt);
        try {
            Instant end = Instant.now().plus(STOP);
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), end);
                thread.join(left.isPositive() ? left : Duration.ofMillis(1));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(WatchedRepository repository) {
        try {
            // Before everything is known that was accepted, all would look new.
            while (memory.problem().isPresent()) {
                if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            do {
                compareSafely(repository);
            } while (!stopping.await(pause(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Several instances that start together do not go on asking together. */
    private long pause() {
        return (long) (interval.toMillis() * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }

    private void compareSafely(WatchedRepository repository) throws InterruptedException {
        try {
            comparison.compare(repository);
        } catch (RuntimeException e) {
            // A defect of ours. Thrown on, it would end the thread, and the repository would be followed no more.
            metrics.compared("failed");
            LOGGER.atError()
                    .addKeyValue("repository", repository.config().name())
                    .setCause(e)
                    .log("comparing a repository's branches failed and is tried again");
        }
    }
}
