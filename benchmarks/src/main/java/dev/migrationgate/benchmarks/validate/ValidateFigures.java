package dev.migrationgate.benchmarks.validate;

import dev.migrationgate.quickstart.screen.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes a repository, has it validated by the real command again and again, and tells how long it took. */
public final class ValidateFigures {
    private static final Duration AIM = Duration.ofSeconds(3);
    private static final long MEBIBYTE = 1024 * 1024;

    private final int files;
    private final int runs;
    private final Screen screen;

    /**
     * Makes one.
     *
     * @param files how many manifests the repository has
     * @param runs how often each command is run
     */
    public ValidateFigures(int files, int runs, Screen screen) {
        this.files = files;
        this.runs = runs;
        this.screen = screen;
    }

    /**
     * Measures.
     *
     * @param root the checkout, in which the commands are built
     * @param folder an empty one
     * @return whether the median of {@code ./gate validate} is within the aim
     */
    public boolean run(Path root, Path folder) throws IOException, InterruptedException {
        Path repository = folder.resolve("repository");
        screen.waiting("writing " + files + " manifests");
        new ManifestRepository(repository, files).write();
        screen.line("%,d manifests in as many files, %d runs each; the aim is a median under %d s"
                .formatted(files, runs, AIM.toSeconds()));
        boolean within = measure(
                "./gate validate",
                List.of(root.resolve("gate").toString(), "validate", repository.toString()),
                folder.resolve("gate.txt"));
        // What the script gains, with its options for the JVM and its cache.
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = root.resolve("cli/target/cli.jar").toString();
        measure(
                "for comparison, java -Xmx512m -jar cli.jar validate",
                List.of(java, "-Xmx512m", "-jar", jar, "validate", repository.toString()),
                folder.resolve("jar.txt"));
        return within;
    }

    private boolean measure(String name, List<String> command, Path output) throws IOException, InterruptedException {
        List<Run> done = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            screen.waiting("%s, run %d of %d".formatted(name, run, runs));
            done.add(Run.of(command, output));
        }
        List<Duration> times = done.stream().map(Run::elapsed).sorted().toList();
        Duration median = times.get((times.size() - 1) / 2);
        long peak = done.stream()
                .max(Comparator.comparingLong(Run::peakBytes))
                .map(Run::peakBytes)
                .orElse(0L);
        screen.line("%s: %s fastest, %s median, %s slowest; %,d MiB of memory at most"
                .formatted(
                        name, seconds(times.getFirst()), seconds(median), seconds(times.getLast()), peak / MEBIBYTE));
        return median.compareTo(AIM) < 0;
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
    }
}
