package dev.migrationgate.quickstart.chaos;

import dev.migrationgate.quickstart.chaos.audit.Asked;
import dev.migrationgate.quickstart.chaos.audit.Auditor;
import dev.migrationgate.quickstart.chaos.audit.EmulatorLine;
import dev.migrationgate.quickstart.chaos.audit.Finding;
import dev.migrationgate.quickstart.chaos.audit.TopicReader;
import dev.migrationgate.quickstart.chaos.fault.Disturber;
import dev.migrationgate.quickstart.chaos.fault.Schedule;
import dev.migrationgate.quickstart.chaos.load.Load;
import dev.migrationgate.quickstart.chaos.load.Operator;
import dev.migrationgate.quickstart.chaos.load.Progress;
import dev.migrationgate.quickstart.fleet.Fleet;
import dev.migrationgate.quickstart.fleet.Shape;
import dev.migrationgate.quickstart.platform.JavaProgram;
import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.stack.StackOptions;
import dev.migrationgate.quickstart.watch.EventWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One chaos run: load and disturbances for a time, then peace until everything has ended, then all consumers are sent back to
 * offset 0, then an audit. What is asked and what is disturbed, and when, follows from the seed; how it interleaves does not.
 *
 * @param seed what everything is drawn from
 * @param during how long the disturbances last
 * @param size how much is asked for
 * @param screen where a person looks
 */
public record Chaos(long seed, Duration during, Load.Size size, Screen screen) {
    /** The cloud project and region of the load's manifests. */
    private static final String EXECUTIONS = "projects/chaos-test/locations/europe-west1/jobs/-";

    /** Enough writes for the load; a rollout that cannot end ends within the run. */
    private static final Shape SHAPE = new Shape(
            3,
            2,
            2,
            Map.of(
                    "migration-runner",
                    Map.of(
                            "CLOUD_RUN_WRITES_PER_MINUTE",
                            "300",
                            "READING_REFUSED_LIMIT_SECONDS",
                            Long.toString(Schedule.READING_REFUSED_LIMIT.toSeconds())),
                    "service-deployer",
                    Map.of("CLOUD_RUN_WRITES_PER_MINUTE", "300", "ROLLOUT_LIMIT_SECONDS", "180")));

    private static final Duration END_LIMIT = Duration.ofMinutes(8);
    private static final Duration REWIND_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK_PAUSE = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(12);
    private static final double LOAD_SHARE = 0.9;

    /**
     * Runs.
     *
     * @return what the audit found, a finding for each promise
     */
    public List<Finding> run(StackOptions options, long startedNanos) throws InterruptedException {
        screen.line(screen.style().bold("Starting every part as a process of its own, state in " + options.state()));
        screen.waiting("starting three brokers, registry, PostgreSQL, emulator, ingest, two runners, two deployers");
        try (Fleet system = Fleet.start(options, SHAPE)) {
            screen.line("ready after %.0f s; seed %d, %d min, %d deployments over %d databases"
                    .formatted(seconds(startedNanos), seed, during.toMinutes(), size.deployments(), size.databases()));
            Asked asked = disturbed(system);
            return audit(system, asked, rewind(system));
        } finally {
            screen.settled();
        }
    }

    /** Load, disturbances and peace after them. */
    private Asked disturbed(Fleet system) throws InterruptedException {
        var random = new SplittableRandom(seed);
        var progress = new Progress();
        Duration loaded = Duration.ofMillis((long) (during.toMillis() * LOAD_SHARE));
        try (var operator = new Operator(system.ingest(), progress);
                var load = new Load(
                        size, random.nextLong(), loaded, system.images(), system.ingest(), operator, progress);
                EventWatch _ = EventWatch.start(system.bootstrapServers(), system.registry(), event -> {
                    progress.sees(event);
                    operator.sees(event);
                })) {
            long start = System.nanoTime();
            load.begin();
            var disturber = new Disturber(
                    system.programs(),
                    system.faults(),
                    system.google().executions(),
                    EXECUTIONS,
                    line -> screen.line("  %5.1f s  %s".formatted(seconds(start), line)));
            screen.waiting("disturbing");
            disturber.run(Schedule.of(during, random.split()));
            List<String> open = awaitEnds(load, progress);
            screen.line("asked: %d requests for %d deployments, %d accepted, %d refused, %d commands"
                    .formatted(
                            load.requests(),
                            load.deployments(),
                            progress.accepted().size(),
                            load.refusals().size(),
                            operator.commands()));
            return new Asked(load.deployments(), progress.accepted(), load.refusals(), load.unanswered(), open);
        }
    }

    /** Those of the accepted that have no end after the longest wait. */
    private List<String> awaitEnds(Load load, Progress progress) throws InterruptedException {
        screen.line("  peace: waiting until everything has ended");
        long limit = System.nanoTime() + END_LIMIT.toNanos();
        long start = System.nanoTime();
        while (System.nanoTime() < limit) {
            screen.waiting("%d accepted, %d not ended"
                    .formatted(progress.accepted().size(), progress.open().size()));
            boolean all = load.unanswered().isEmpty() && progress.open().isEmpty();
            if (all && progress.quietMillis() > QUIET.toMillis()) {
                screen.line("  all ended %.0f s after the last disturbance".formatted(seconds(start)));
                return List.of();
            }
            Thread.sleep(LOOK_PAUSE);
        }
        List<String> open = progress.open();
        screen.line("  after %d min %d of %d accepted ones have not ended: %s"
                .formatted(
                        END_LIMIT.toMinutes(), open.size(), progress.accepted().size(), open));
        return open;
    }

    /** Lets everything be read again, by all readers. */
    private Auditor.Rewind rewind(Fleet system) throws InterruptedException {
        screen.waiting("sending all consumers back to offset 0");
        for (JavaProgram reader : system.readers()) {
            reader.kill();
        }
        system.awaitStores();
        int events = TopicReader.everything(system.bootstrapServers(), system.registry())
                .size();
        Instant at = Instant.now();
        var seen = new AtomicInteger();
        try (Groups groups = new Groups(system.bootstrapServers());
                EventWatch _ =
                        EventWatch.start(system.bootstrapServers(), system.registry(), _ -> seen.incrementAndGet())) {
            groups.rewind(REWIND_LIMIT);
            system.readers().forEach(JavaProgram::start);
            system.awaitReady();
            groups.awaitRead(REWIND_LIMIT);
            awaitQuiet(system, seen);
        }
        screen.line("  all consumers read everything again from offset 0");
        return new Auditor.Rewind(at, events);
    }

    /** What reading causes begins after it. What never gets quiet is left to the audit, which finds what goes on. */
    private static void awaitQuiet(Fleet system, AtomicInteger seen) throws InterruptedException {
        long start = System.nanoTime();
        var quiet = new Quiet(QUIET);
        Duration now = Duration.ZERO;
        while (now.compareTo(REWIND_LIMIT) < 0
                && !quiet.holds(List.of(system.record().toFile().length(), seen.get()), now)) {
            Thread.sleep(LOOK_PAUSE);
            now = Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static List<Finding> audit(Fleet system, Asked asked, Auditor.Rewind rewind) {
        return Auditor.findings(
                TopicReader.everything(system.bootstrapServers(), system.registry()),
                EmulatorLine.in(system.record()),
                asked,
                rewind);
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
