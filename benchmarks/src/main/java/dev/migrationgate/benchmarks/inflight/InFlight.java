package dev.migrationgate.benchmarks.inflight;

import dev.migrationgate.benchmarks.Scrape;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.quickstart.fleet.Shape;
import dev.migrationgate.quickstart.platform.Program;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Puts more and more migrations in flight in one runner process, counts its calls of Cloud Run at each step, then kills the
 * runner and waits until the next one has them all, then lets them end and counts executions.
 *
 * @param steps how many in flight at each step, rising
 * @param heap the runner's, in megabytes
 * @param counted how long calls are counted
 * @param screen where a person looks
 */
public record InFlight(List<Integer> steps, int heap, Duration counted, Screen screen) {
    private static final String RUNNER = "migration-runner-1";
    private static final double MEGABYTE = 1024.0 * 1024;
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration ATTACHED_WITHIN = Duration.ofSeconds(20);
    /** How much the calls of each step may differ from the first one's, as a part of those. */
    private static final double FLAT = 0.2;

    /** Longer than an execution counts as young, which is looked at more often. */
    private static final Duration SETTLING = Duration.ofSeconds(90);

    private static final Duration LIMIT = Duration.ofMinutes(20);

    /** Copies the list. */
    public InFlight {
        steps = List.copyOf(steps);
    }

    /**
     * Measures, and prints each figure as it comes.
     *
     * @return whether no migration ran twice, the calls stayed flat, and all were attached again in time
     */
    public boolean run(StackOptions options) throws IOException, InterruptedException {
        screen.waiting("starting broker, registry, PostgreSQL, emulator, ingest and a runner with -Xmx" + heap + "m");
        try (Fleet system = Fleet.start(options, shape())) {
            var migrations = EndlessMigrations.prepare(system);
            boolean within;
            try {
                within = measure(system, migrations);
            } finally {
                migrations.letGo();
            }
            return once(system) && within;
        } finally {
            screen.settled();
        }
    }

    private Shape shape() {
        return new Shape(
                1,
                1,
                0,
                Map.of(
                        "migration-runner",
                        Map.of(
                                "CLOUD_RUN_WRITES_PER_MINUTE", "100000",
                                "CLOUD_RUN_EXECUTIONS_PER_REGION", "1000000",
                                "STREAM_THREADS", "2",
                                "STARTING_LIMIT_SECONDS", "3600",
                                "REQUEST_LIMIT_SECONDS", "20000")),
                Map.of("migration-runner", heap, "cloud-emulator", 1536));
    }

    private boolean measure(Fleet system, EndlessMigrations migrations) throws IOException, InterruptedException {
        int inFlight = 0;
        List<Double> calls = new ArrayList<>();
        for (int step : steps) {
            long start = System.nanoTime();
            screen.waiting("starting " + step);
            migrations.ask(inFlight, step);
            awaitWatched(system, step);
            screen.line(
                    "%6d in flight: all started %.0f s after the first was asked for".formatted(step, seconds(start)));
            inFlight = step;
            screen.waiting("waiting until none counts as young");
            Thread.sleep(SETTLING);
            calls.add(count(system, step));
        }
        double attached = crash(system, inFlight);
        end(system, migrations, inFlight);
        return flat(calls) && attached < ATTACHED_WITHIN.toSeconds();
    }

    private static boolean flat(List<Double> calls) {
        return calls.stream().allMatch(each -> Math.abs(each / calls.getFirst() - 1) <= FLAT);
    }

    private double count(Fleet system, int step) throws InterruptedException {
        screen.waiting("counting calls for " + counted.toSeconds() + " s");
        double before = calls(system);
        long start = System.nanoTime();
        Thread.sleep(counted);
        double perMinute = (calls(system) - before) * 60 / seconds(start);
        screen.line("%6d in flight: %.1f calls of Cloud Run a minute".formatted(step, perMinute));
        double heapUsed = Scrape.of(system.management(RUNNER))
                .sum("jvm_memory_used_bytes", labels -> labels.contains("area=\"heap\""));
        screen.line("%6d in flight: %.0f MB of the heap used".formatted(step, heapUsed / MEGABYTE));
        return perMinute;
    }

    private static double calls(Fleet system) throws InterruptedException {
        return Scrape.of(system.management("cloud-emulator"))
                .sum("grpc_server_requests_received_messages_total", labels -> labels.contains("google.cloud.run.v2."));
    }

    private double crash(Fleet system, int inFlight) throws InterruptedException {
        Program runner = Objects.requireNonNull(system.programs().get(RUNNER));
        screen.waiting("kill -9");
        runner.kill();
        long start = System.nanoTime();
        runner.start();
        awaitWatched(system, inFlight);
        double attached = seconds(start);
        screen.line("%6d in flight: all attached again %.1f s after kill -9 and a new start (promised: under %d s)"
                .formatted(inFlight, attached, ATTACHED_WITHIN.toSeconds()));
        return attached;
    }

    private void end(Fleet system, EndlessMigrations migrations, int inFlight)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        URI runner = system.management(RUNNER);
        screen.waiting("letting them end");
        while (succeeded(runner) < inFlight) {
            migrations.letGo();
            check(start, "%.0f of %d have succeeded".formatted(succeeded(runner), inFlight));
        }
        screen.line("%6d in flight: all told as succeeded %.0f s after they were let go"
                .formatted(inFlight, seconds(start)));
    }

    private static double succeeded(URI runner) throws InterruptedException {
        return Scrape.of(runner).sum("gate_lane_events_total", labels -> labels.contains("event=\"Succeeded\""));
    }

    private void awaitWatched(Fleet system, int wanted) throws InterruptedException {
        long start = System.nanoTime();
        URI runner = system.management(RUNNER);
        double watched = 0;
        while (watched < wanted) {
            check(start, "%.0f of %d are watched".formatted(watched, wanted));
            watched = Scrape.of(runner).sum("gate_executions_watched");
        }
    }

    private void check(long start, String progress) throws InterruptedException {
        screen.waiting(progress);
        if (seconds(start) > LIMIT.toSeconds()) {
            throw new IllegalStateException("after " + LIMIT.toMinutes() + " min only " + progress);
        }
        Thread.sleep(LOOK);
    }

    private boolean once(Fleet system) {
        Map<String, Long> byJob = EmulatorLine.in(system.record()).stream()
                .filter(line -> line.method().equals("execution.started"))
                .collect(Collectors.groupingBy(
                        line -> line.resource().replaceFirst("/executions/.*", ""), Collectors.counting()));
        long twice = byJob.values().stream().filter(count -> count > 1).count();
        screen.line("%d jobs, %d of them with a second execution".formatted(byJob.size(), twice));
        return twice == 0;
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
