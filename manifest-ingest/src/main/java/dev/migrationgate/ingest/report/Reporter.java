package dev.migrationgate.ingest.report;

import dev.migrationgate.access.signature.StandardWebhooks;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.ingest.publish.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reports what becomes of deployments, running. Nothing waits for it: a deployment goes its way whether anybody can be told or not.
 */
public final class Reporter implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final HttpCalls calls = new HttpCalls(CALL);
    private final ReportLoop loop;
    private final List<Thread> threads = new ArrayList<>();

    private Reporter(
            ReportSettings settings,
            List<Target> targets,
            KafkaClients kafka,
            EventCodec codec,
            MeterRegistry metrics) {
        var clock = Clock.systemUTC();
        var recent = new RecentDeployments(RecentDeployments.MOST);
        var means = new Courier.Means(
                calls, recent, Retries.DEFAULT, Thread::sleep, RandomGenerator.getDefault(), clock, metrics);
        List<Courier> couriers =
                targets.stream().map(target -> new Courier(target, means)).toList();
        var consumers = new ReportLoop.Consumers(() -> kafka.reports(ReportLoop.MAX_POLL_RECORDS), kafka::recent);
        loop = new ReportLoop(consumers, new EventReader(codec), recent, couriers, settings, clock);
        couriers.forEach(courier -> threads.add(Thread.ofVirtual()
                .name("ingest-report-" + courier.target().name())
                .unstarted(courier)));
        threads.add(Thread.ofPlatform().name("ingest-report").daemon().unstarted(loop));
    }

    /**
     * Starts to report, where anybody is to be told anything.
     *
     * @param settings who is told what
     * @param secrets reads tokens and keys
     * @param kafka makes consumers
     * @param codec decodes events
     * @param metrics counts {@code ingest.reports} by target and outcome
     */
    public static Optional<Reporter> start(
            ReportSettings settings, Secrets secrets, KafkaClients kafka, EventCodec codec, MeterRegistry metrics) {
        List<Target> targets = targets(settings, secrets);
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        var reporter = new Reporter(settings, targets, kafka, codec, metrics);
        reporter.threads.forEach(Thread::start);
        return Optional.of(reporter);
    }

    private static List<Target> targets(ReportSettings settings, Secrets secrets) {
        var targets = new ArrayList<Target>();
        settings.repositories()
                .forEach(repository -> repository
                        .report()
                        .ifPresent(report -> targets.add(
                                switch (repository.provider()) {
                                    case GITHUB -> new GithubStatuses(repository.name(), report, secrets);
                                    case GITLAB -> new GitlabStatuses(repository.name(), report, secrets);
                                })));
        var signatures = new StandardWebhooks(Clock.systemUTC());
        settings.webhooks().forEach(config -> targets.add(new Webhook(config, secrets, signatures)));
        return targets;
    }

    /** Stops within 10 seconds. What was not told by then is told after the next start. */
    @Override
    public void close() {
        Instant end = Instant.now().plus(STOPPING);
        loop.stop();
        threads.stream().filter(Thread::isVirtual).forEach(Thread::interrupt);
        calls.close();
        try {
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), end);
                thread.join(left.isPositive() ? left : Duration.ofMillis(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
