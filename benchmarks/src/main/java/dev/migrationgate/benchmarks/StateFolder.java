package dev.migrationgate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where a benchmark keeps everything. */
final class StateFolder {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where everything is kept. Default: a new folder in .gate-bench in the checkout.")
    private @Nullable Path state;

    /** The checkout. */
    Path root() {
        return Path.of(System.getenv().getOrDefault("GATE_ROOT", "."));
    }

    /** The folder, by default another one each time. */
    Path folder() {
        return Optional.ofNullable(state)
                .orElseGet(() -> root().resolve(".gate-bench")
                        .resolve(Instant.now().toString().replaceAll("[^0-9TZ]", "")));
    }

    /**
     * Removes the folder that {@link #folder} gave, unless somebody chose it.
     *
     * @return whether it is gone
     */
    boolean removed(Path folder) throws IOException {
        if (state != null) {
            return false;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.delete(file);
        }
        return true;
    }
}
