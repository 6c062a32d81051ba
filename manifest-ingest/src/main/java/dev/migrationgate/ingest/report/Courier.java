package dev.migrationgate.ingest.report;

import dev.migrationgate.google.secret.SecretException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings reports to one target, one after the other, so that a target that does not answer holds up no other. It repeats what failed,
 * so many times; once that many failed, each later report is tried once at a time until one arrives, and where too many wait, the
 * eldest is given up.
 */
final class Courier implements Runnable {
    /** Reports that may wait; they are small. */
    static final int CAPACITY = 1_000;

    /** How long all others may be held up by one that takes reports slowly; who takes 100 in that time loses none. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(Courier.class);

    /**
     * A report to bring.
     *
     * @param report what to tell
     * @param done called once, when it was told or given up
     */
    record Delivery(Report report, Runnable done) {}

    /** What all couriers work with. */
    record Means(
            Calls calls,
            RecentDeployments recent,
            Retries retries,
            Pause pause,
            RandomGenerator random,
            Clock clock,
            MeterRegistry metrics) {}

    private final Target target;
    private final Means means;
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private volatile int failures;
    private Optional<Instant> waitedForSince = Optional.empty();
    private Instant leftAloneUntil = Instant.MIN;

    Courier(Target target, Means means) {
        this.target = target;
        this.means = means;
    }

    /** The target. */
    Target target() {
        return target;
    }

    /**
     * Whether so many reports may come without one being given up for them, or it was waited for long enough; a target in trouble is not
     * waited for. For the thread of {@link #take}.
     */
    boolean ready(int reports) {
        if (failures > 0 || waiting.remainingCapacity() >= reports) {
            waitedForSince = Optional.empty();
            return true;
        }
        Instant now = means.clock().instant();
        Instant since = waitedForSince.orElse(now);
        waitedForSince = Optional.of(since);
        return !now.isBefore(since.plus(PATIENCE));
    }

    /** Takes a report and returns at once. For one thread. */
    void take(Delivery delivery) {
        while (!waiting.offer(delivery)) {
            Delivery eldest = waiting.poll();
            if (eldest != null) {
                giveUp(eldest, "dropped", "too many others wait for the target");
            }
        }
    }

    /** Brings reports until it is interrupted; what is not told by then is not done. */
    @Override
    public void run() {
        try {
            while (true) {
                bring(waiting.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Brings one report, or gives it up. */
    void bring(Delivery delivery) throws InterruptedException {
        int most = failures > 0 ? 1 : means.retries().most();
        for (int tries = 1; true; tries++) {
            beLeftAlone();
            if (target.showsOneState()
                    && means.recent().outdated(delivery.report().event())) {
                end(delivery, "outdated");
                return;
            }
            switch (attempt(delivery.report())) {
                case Verdict.Delivered() -> {
                    failures = 0;
                    end(delivery, "delivered");
                    return;
                }
                case Verdict.Refused(String reason) -> {
                    failures = 0;
                    giveUp(delivery, "refused", reason);
                    return;
                }
                case Verdict.Later later -> {
                    failed(later);
                    if (tries >= most) {
                        giveUp(delivery, "given-up", later.reason());
                        return;
                    }
                }
            }
        }
    }

    private void beLeftAlone() throws InterruptedException {
        Duration left = Duration.between(means.clock().instant(), leftAloneUntil);
        if (left.isPositive()) {
            means.pause().rest(left);
        }
    }

    private void failed(Verdict.Later later) {
        int failed = failures + 1;
        Duration rest = later.after().orElseGet(() -> means.retries().pause(failed, means.random()));
        leftAloneUntil = means.clock().instant().plus(rest);
        failures = failed;
    }

    private Verdict attempt(Report report) throws InterruptedException {
        try {
            return target.judge(
                    means.calls().make(target.request(report)), means.clock().instant());
        } catch (IOException e) {
            return new Verdict.Later("no answer: " + e.getClass().getSimpleName());
        } catch (SecretException | UnusableSecretException e) {
            return new Verdict.Later(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A defect of ours; the next try would end the same, and the other reports must not wait for it.
            LOGGER.atError()
                    .addKeyValue("target", target.name())
                    .addKeyValue("deploymentId", report.event().deploymentId())
                    .setCause(e)
                    .log("a report cannot be made");
            return new Verdict.Refused("a defect: " + e.getClass().getSimpleName());
        }
    }

    private void giveUp(Delivery delivery, String outcome, String reason) {
        DeploymentEvent event = delivery.report().event();
        LOGGER.atWarn()
                .addKeyValue("target", target.name())
                .addKeyValue("deploymentId", event.deploymentId())
                .addKeyValue("state", event.state().word())
                .addKeyValue("reason", reason)
                .log("a report is given up");
        end(delivery, outcome);
    }

    private void end(Delivery delivery, String outcome) {
        means.metrics()
                .counter("ingest.reports", "target", target.name(), "outcome", outcome)
                .increment();
        delivery.done().run();
    }
}
