package dev.migrationgate.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.MirrorLimits;
import dev.migrationgate.repository.TreeLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
    private final Semaphore exchanges = new Semaphore(2, true);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        opened.countDown();
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void aRepositoryWhoseServerIsSlowTakesOnePlaceOnly() throws Exception {
        WatchedRepository slow = held();
        start(() -> slow.heads(List.of("main")));
        asked.await();

        waiting(start(() -> slow.heads(List.of("main"))));

        assertThat(exchanges.availablePermits()).isEqualTo(1);
    }

    @Test
    void catchingUpWithManyLeavesPlacesForPushes(@TempDir Path folder) throws Exception {
        var planner = new MergePlanner(PlanSettings.DEFAULT);
        try (var following = new Following(folder);
                var pushes = new Pushes(Map.of(), following.intake, following.memory, planner)) {
            var comparison = new BranchComparison(
                    pushes,
                    following.memory,
                    Clock.systemUTC(),
                    new CatchUpMetrics(following.metrics),
                    new Refusals(Clock.systemUTC()),
                    new Semaphore(settings(2).catchUps(), true));
            start(() -> comparison.compare(held()));
            asked.await();

            waiting(start(() -> comparison.compare(held())));

            assertThat(exchanges.availablePermits()).isEqualTo(1);
            opened.countDown();
            await().atMost(Duration.ofSeconds(30)).until(() -> following.caughtUp("no-branch") == 2);
        }
    }

    @Test
    void aSinglePlaceIsForBoth() {
        assertThat(settings(1).catchUps()).isEqualTo(1);
    }

    @Test
    void treesAreReadWithinThePlaces() throws Exception {
        WatchedRepository held = held();
        CommitId commit = new CommitId("1".repeat(40));
        start(() -> held.manifests(commit));
        asked.await();

        assertThat(exchanges.availablePermits()).isEqualTo(1);
        opened.countDown();
        assertThat(held.manifests(commit).manifests()).isEmpty();
        assertThat(exchanges.availablePermits()).isEqualTo(2);
    }

    private WatchedRepository held() {
        return new WatchedRepository(
                Following.config("https://git.example.com/a.git"),
                new HeldCommits(asked, opened),
                exchanges,
                Duration.ofMinutes(3));
    }

    private static SourceSettings settings(int exchanges) {
        return new SourceSettings(Duration.ofMinutes(1), exchanges, MirrorLimits.DEFAULT, TreeLimits.DEFAULT);
    }

    private Thread start(Work work) {
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        threads.add(thread);
        return thread;
    }

    private static void waiting(Thread thread) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }
}
