package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ListExecutionsRequest;
import dev.migrationgate.google.GoogleCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the executions of one region from one thread of its own. */
final class RegionWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RegionWatch.class);
    private static final int PAGE = 1000;
    private static final int LONGEST_BACKOFF = 5;

    private final GoogleCloud google;
    private final String parent;
    private final WatchPace pace;
    private final Clock clock;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    /** Woken by each execution that is new here: its end may be near. */
    private final Semaphore added = new Semaphore(0);

    private final Thread thread;

    private RegionWatch(GoogleCloud google, String parent, WatchPace pace, Clock clock) {
        this.google = google;
        this.parent = parent;
        this.pace = pace;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("watch " + parent).unstarted(this::run);
    }

    static RegionWatch start(GoogleCloud google, String parent, WatchPace pace, Clock clock) {
        RegionWatch watch = new RegionWatch(google, parent, pace, clock);
        watch.thread.start();
        return watch;
    }

    /** Waits for the execution's end; empty: there is no such execution. */
    Optional<Execution> await(String execution) throws InterruptedException {
        Watched mine = watched.compute(
                execution, (_, before) -> (before == null ? new Watched(clock.instant()) : before).joined());
        added.release();
        try {
            return mine.end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("only ever completed with a value", e);
        } finally {
            watched.computeIfPresent(execution, (_, now) -> now.left() ? null : now);
        }
    }

    private void run() {
        int failures = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                if (watched.isEmpty()) {
                    added.acquire();
                }
                failures = lookedOnce() ? 0 : Math.min(failures + 1, LONGEST_BACKOFF);
                pause(failures);
            }
        } catch (InterruptedException _) {
            // Closed: nobody waits for the end of this thread's work.
            Thread.currentThread().interrupt();
        }
    }

    private void pause(int failures) throws InterruptedException {
        Instant now = clock.instant();
        Duration youngest = watched.values().stream()
                .map(one -> Duration.between(one.since, now))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration pause = pace.pause(youngest).multipliedBy(1L << failures);
        // Trouble is waited out even when something new comes; else the pause ends with it.
        if (failures > 0) {
            Thread.sleep(pause);
        } else if (added.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            Thread.sleep(pace.fastest());
        }
        added.drainPermits();
    }

    private boolean lookedOnce() {
        try {
            look();
            return true;
        } catch (ApiException error) {
            LOGGER.atWarn()
                    .addKeyValue("parent", parent)
                    .addKeyValue("watched", watched.size())
                    .addKeyValue("answer", Answer.text(error))
                    .log("executions cannot be read");
            return false;
        }
    }

    private void look() {
        Set<String> wanted = new HashSet<>(watched.keySet());
        ListExecutionsRequest request = ListExecutionsRequest.newBuilder()
                .setParent(parent)
                .setPageSize(PAGE)
                .build();
        for (Execution execution : google.executions().listExecutions(request).iterateAll()) {
            if (wanted.remove(execution.getName())) {
                seen(execution);
            }
            if (wanted.isEmpty()) {
                return;
            }
        }
        confirmMissing(wanted);
    }

    /** A listing may be older than an execution; only its own address says that it is gone. */
    private void confirmMissing(Set<String> missing) {
        for (String execution : missing) {
            try {
                seen(google.executions().getExecution(execution));
            } catch (ApiException error) {
                if (Answer.of(error) != Answer.MISSING) {
                    throw error;
                }
                complete(execution, Optional.empty());
            }
        }
    }

    private void seen(Execution execution) {
        if (Endings.ended(execution)) {
            complete(execution.getName(), Optional.of(execution));
        }
    }

    private void complete(String execution, Optional<Execution> end) {
        Watched waiting = watched.get(execution);
        if (waiting != null) {
            waiting.end.complete(end);
        }
    }

    /** How many executions are waited for. */
    int size() {
        return watched.size();
    }

    /** Since when each execution is waited for, by name. */
    Map<String, Instant> watchedSince() {
        Map<String, Instant> since = new HashMap<>();
        watched.forEach((name, one) -> since.put(name, one.since));
        return since;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /** One execution and those who wait for it; counted inside the map's own lock. */
    private static final class Watched {
        private final Instant since;
        private final CompletableFuture<Optional<Execution>> end = new CompletableFuture<>();
        private int waiters;

        Watched(Instant since) {
            this.since = since;
        }

        Watched joined() {
            waiters++;
            return this;
        }

        boolean left() {
            waiters--;
            return waiters == 0;
        }
    }
}
