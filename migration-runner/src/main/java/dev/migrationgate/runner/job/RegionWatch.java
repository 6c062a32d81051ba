package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionsClient.ListExecutionsPage;
import com.google.cloud.run.v2.ListExecutionsRequest;
import dev.migrationgate.google.GoogleCloud;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches the executions of one region from one thread of its own. */
final class RegionWatch implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RegionWatch.class);
    private static final int LONGEST_BACKOFF = 5;

    private final GoogleCloud google;
    private final String parent;
    private final WatchPace pace;
    private final Clock clock;
    private final LookPlan plan;
    private final Map<String, WatchedExecution> watched = new ConcurrentHashMap<>();
    /** Woken by each execution that is new here: its end may be near. */
    private final Semaphore added = new Semaphore(0);

    private final Thread thread;

    private RegionWatch(GoogleCloud google, String parent, WatchPace pace, Clock clock) {
        this.google = google;
        this.parent = parent;
        this.pace = pace;
        this.clock = clock;
        this.plan = new LookPlan(pace);
        this.thread = Thread.ofVirtual().name("watch " + parent).unstarted(this::run);
    }

    static RegionWatch start(GoogleCloud google, String parent, WatchPace pace, Clock clock) {
        RegionWatch watch = new RegionWatch(google, parent, pace, clock);
        watch.thread.start();
        return watch;
    }

    /**
     * A waiter's place; whoever leaves it waits no more.
     *
     * @param execution what is waited for
     * @param leave how to leave
     */
    record Place(WatchedExecution execution, Runnable leave) implements AutoCloseable {
        @Override
        public void close() {
            leave.run();
        }
    }

    /**
     * Watches the execution for one waiter more.
     *
     * @param created when the execution was created: the young ones are looked at more often
     */
    Place join(String execution, Instant created) {
        WatchedExecution mine = watched.compute(
                execution, (_, before) -> (before == null ? new WatchedExecution(created) : before).joined());
        added.release();
        return new Place(mine, () -> watched.computeIfPresent(execution, (_, now) -> now.left() ? null : now));
    }

    private void run() {
        int failures = 0;
        try {
            awaitTheFirst();
            while (!Thread.currentThread().isInterrupted()) {
                failures = lookedOnce(nextLook()) ? 0 : Math.min(failures + 1, LONGEST_BACKOFF);
                if (failures > 0) {
                    Thread.sleep(pace.slowest().multipliedBy(1L << failures).dividedBy(2));
                }
            }
        } catch (InterruptedException _) {
            // Closed: nobody waits for the end of this thread's work.
            Thread.currentThread().interrupt();
        }
    }

    /** A process that starts is given thousands, one after the other: a look for the first few would show none of the others. */
    private void awaitTheFirst() throws InterruptedException {
        added.acquire();
        Instant latest = clock.instant().plus(pace.slowest());
        do {
            added.drainPermits();
            Thread.sleep(pace.fastest());
        } while (added.availablePermits() > 0 && clock.instant().isBefore(latest));
    }

    /** Waits until a look is due; a new execution may make one due earlier. */
    private LookPlan.Look nextLook() throws InterruptedException {
        while (true) {
            List<Instant> created =
                    watched.values().stream().map(WatchedExecution::created).toList();
            if (created.isEmpty()) {
                added.acquire();
                continue;
            }
            Instant now = clock.instant();
            LookPlan.Look look = plan.next(created, now);
            if (!look.at().isAfter(now)) {
                return look;
            }
            if (added.tryAcquire(Duration.between(now, look.at()).toMillis() + 1, TimeUnit.MILLISECONDS)) {
                Thread.sleep(pace.fastest()); // those that come together are looked for together
                added.drainPermits();
            }
        }
    }

    private boolean lookedOnce(LookPlan.Look look) {
        try {
            look(look);
            return true;
        } catch (ApiException error) {
            LOGGER.atWarn()
                    .addKeyValue("parent", parent)
                    .addKeyValue("watched", watched.size())
                    .addKeyValue("answer", Answer.text(error))
                    .log("executions cannot be read");
            if (Answer.forbids(error)) {
                watched.keySet().forEach(execution -> refused(execution, error));
            }
            return false;
        } catch (RuntimeException error) {
            // Google's clients are opened at the first call, which needs credentials, a file or a network that may not
            // be there yet.
            LOGGER.atWarn()
                    .addKeyValue("parent", parent)
                    .addKeyValue("watched", watched.size())
                    .addKeyValue("cause", error.toString())
                    .log("executions cannot be read");
            return false;
        }
    }

    private void look(LookPlan.Look look) {
        Set<String> wanted = new HashSet<>(watched.keySet());
        ListExecutionsRequest request = ListExecutionsRequest.newBuilder()
                .setParent(parent)
                .setPageSize(look.pageSize())
                .build();
        ListExecutionsPage page = google.executions().listExecutions(request).getPage();
        int pages = 1;
        see(page, wanted);
        while (look.whole() && page.hasNextPage() && !wanted.isEmpty()) {
            page = page.getNextPage();
            pages++;
            see(page, wanted);
        }
        boolean readAll = !page.hasNextPage();
        if (readAll) {
            confirmMissing(wanted);
        }
        plan.looked(pages, readAll || wanted.isEmpty(), clock.instant());
    }

    private void see(ListExecutionsPage page, Set<String> wanted) {
        for (Execution execution : page.getValues()) {
            if (wanted.remove(execution.getName())) {
                seen(execution);
            }
        }
    }

    /** A listing may be older than an execution; only its own address says that it is gone. */
    private void confirmMissing(Set<String> missing) {
        for (String execution : missing) {
            try {
                seen(google.executions().getExecution(execution));
            } catch (ApiException error) {
                if (Answer.of(error) == Answer.MISSING) {
                    complete(execution, Optional.empty());
                } else if (Answer.forbids(error)) {
                    refused(execution, error);
                } else {
                    throw error;
                }
            }
        }
    }

    private void refused(String execution, ApiException error) {
        WatchedExecution waiting = watched.get(execution);
        if (waiting != null) {
            waiting.refused(clock.instant(), pace.refused(), Answer.text(error));
        }
    }

    private void seen(Execution execution) {
        WatchedExecution waiting = watched.get(execution.getName());
        if (waiting != null) {
            waiting.read();
        }
        if (Endings.ended(execution)) {
            complete(execution.getName(), Optional.of(execution));
        }
    }

    private void complete(String execution, Optional<Execution> end) {
        WatchedExecution waiting = watched.get(execution);
        if (waiting != null) {
            waiting.ended(end);
        }
    }

    /** How many executions are waited for. */
    int size() {
        return watched.size();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
