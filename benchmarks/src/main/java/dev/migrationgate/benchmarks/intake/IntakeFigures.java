package dev.migrationgate.benchmarks.intake;

import dev.migrationgate.quickstart.screen.Screen;
import dev.migrationgate.quickstart.screen.Table;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Searches the highest rate of posts that ingest keeps up with, and measures how long posts take at half the rate that it is to
 * keep up with.
 *
 * @param rate how many posts each second it is to keep up with
 * @param seconds how long each rate is tried
 * @param warmUp how long it is warmed up, in seconds
 * @param screen where a person looks
 */
public record IntakeFigures(int rate, int seconds, int warmUp, Screen screen) {
    /** What the p99 at half the rate has to stay under, in milliseconds. */
    private static final double AIM_MILLIS = 50;

    private static final int PROJECTS = 50;
    private static final long SEED = 5;
    private static final int MOST_STEPS = 8;
    private static final int KEY_BYTES = 32;

    /**
     * What was measured.
     *
     * @param text as JSON
     * @param within whether the rate was kept up, and half of it was fast enough
     */
    public record Result(String text, boolean within) {}

    /** Measures, and prints a row for each rate. */
    public Result run(StackOptions options) throws IOException, InterruptedException {
        screen.waiting("starting broker, registry and ingest");
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try (IntakeSite site = IntakeSite.start(options, key);
                OpenLoop load = new OpenLoop(site.address())) {
            var applications = new Applications(PROJECTS, SEED);
            String authority =
                    site.address().getHostString() + ":" + site.address().getPort();
            var posts = new Posts(applications, new Signer(key), authority, InstantSource.system());
            prepare(load, posts, applications);
            screen.waiting("warming up");
            for (int part = 1; part <= 3; part++) {
                load.run(posts, rate * part / 6, Duration.ofSeconds(Math.max(1, warmUp / 3)));
            }
            return measure(site, load, posts);
        } finally {
            screen.settled();
        }
    }

    private void prepare(OpenLoop load, Posts posts, Applications applications)
            throws IOException, InterruptedException {
        screen.waiting("posting what the applications refer to");
        Answers answers = load.prepare(posts, applications.prepared());
        if (!answers.allAccepted()) {
            throw new IOException("what the applications refer to was not accepted, but answered with "
                    + answers.others().keySet());
        }
    }

    private Result measure(IntakeSite site, OpenLoop load, Posts posts) throws IOException, InterruptedException {
        // First, because the search ends with more than ingest keeps up with.
        Step half = step(site, load, posts, rate / 2);
        List<Step> steps = search(site, load, posts);
        Optional<Step> best =
                steps.stream().filter(Step::sustained).reduce((a, b) -> a.perSecond() > b.perSecond() ? a : b);
        int kept = best.map(Step::perSecond).orElse(0);
        boolean within = kept >= rate && half.sustained() && half.millis(0.99) < AIM_MILLIS;
        table(steps, half).lines(screen.style()).forEach(screen::line);
        screen.line("");
        screen.line("%s: %,d posts/s kept up with (to be: %,d); at %,d posts/s p99 %.1f ms (to be: under %.0f ms)"
                .formatted(
                        within ? "as it is to be" : "not as it is to be",
                        kept,
                        rate,
                        half.perSecond(),
                        half.millis(0.99),
                        AIM_MILLIS));
        return new Result(json(steps, half, kept, within), within);
    }

    /** Up from the rate while it is kept up with, else down until one is. */
    private List<Step> search(IntakeSite site, OpenLoop load, Posts posts) throws IOException, InterruptedException {
        List<Step> steps = new ArrayList<>();
        int by = Math.max(1, rate / 6);
        Step first = step(site, load, posts, rate);
        steps.add(first);
        for (int next = rate; steps.size() < MOST_STEPS; ) {
            next += first.sustained() ? by : -by;
            if (next <= 0) {
                break;
            }
            Step step = step(site, load, posts, next);
            steps.add(step);
            if (step.sustained() != first.sustained()) {
                break;
            }
        }
        return steps;
    }

    private Step step(IntakeSite site, OpenLoop load, Posts posts, int perSecond)
            throws IOException, InterruptedException {
        screen.waiting("%,d posts/s for %d s".formatted(perSecond, seconds));
        Duration duration = Duration.ofSeconds(seconds);
        ProcessorTime before = site.processors();
        long start = System.nanoTime();
        Answers answers = load.run(posts, perSecond, duration);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Step(perSecond, duration, elapsed, answers, site.processors().since(before));
    }

    private static Table table(List<Step> steps, Step half) {
        var table = new Table(
                "due/s", "accepted/s", "kept up", "others", "p50 ms", "p90", "p99", "max", "processor µs/post");
        row(table, half);
        steps.forEach(step -> row(table, step));
        return table;
    }

    private static void row(Table table, Step step) {
        table.row(
                Integer.toString(step.perSecond()),
                "%.0f".formatted(step.acceptedPerSecond()),
                step.sustained() ? "yes" : "no",
                step.answers().others().toString(),
                "%.1f".formatted(step.millis(0.5)),
                "%.1f".formatted(step.millis(0.9)),
                "%.1f".formatted(step.millis(0.99)),
                "%.1f".formatted(step.millis(1)),
                step.perPost());
    }

    private String json(List<Step> steps, Step half, int kept, boolean within) {
        return String.format(
                Locale.ROOT,
                """
                {
                  "rate": %d,
                  "kept": %d,
                  "within": %b,
                  "bodyBytes": %d,
                  "half": %s,
                  "steps": [
                    %s
                  ]
                }
                """,
                rate,
                kept,
                within,
                Applications.BYTES,
                half.json(),
                steps.stream().map(Step::json).collect(Collectors.joining(",\n    ")));
    }
}
