package dev.migrationgate.cli.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what is to be read. A folder stands for every {@code .yaml}, {@code .yml} and {@code .json} under it, by name,
 * whatever the case of their letters, as in a merge; Git's own are left out. So are links in it, as Git keeps no more of one than
 * its target's name: so there are no loops, and nothing outside of it is read.
 */
final class Sources {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final InputStream standardInput;
    /** By the place that they are at, so that a file that is named twice is read once. */
    private final Map<String, Source> found = new LinkedHashMap<>();

    private final List<String> problems = new ArrayList<>();

    Sources(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** Adds what a user's word stands for: a file, a folder, or {@code -} for standard input. */
    void add(String word) {
        if (word.equals("-")) {
            found.putIfAbsent(word, new Source.StandardInput(standardInput));
            return;
        }
        Path path = Path.of(word);
        if (Files.isDirectory(path)) {
            addUnder(path);
        } else if (Files.isRegularFile(path)) {
            add(path, false);
        } else {
            problems.add(
                    Files.exists(path)
                            ? "'" + word + "' is neither a file nor a folder; to read from a pipe, write -"
                            : "'" + word + "' does not exist");
        }
    }

    /** What was found, each once, in order. */
    List<Source> all() {
        return List.copyOf(found.values());
    }

    /** What could not be found or entered, in sentences. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void add(Path file, boolean amongOthers) {
        String place = file.toAbsolutePath().normalize().toString();
        // What is named counts, wherever it lies.
        found.merge(
                place,
                new Source.RegularFile(file, amongOthers),
                (known, again) -> known.amongOthers() && !amongOthers ? again : known);
    }

    private void addUnder(Path folder) {
        var walk = new Walk(folder);
        try {
            Files.walkFileTree(folder, walk);
        } catch (IOException e) {
            problems.add(e.toString());
        }
        walk.files.stream().sorted().forEach(file -> add(file, true));
        if (walk.files.isEmpty()) {
            problems.add("there is no .yaml, .yml or .json file under '" + folder + "'");
        }
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> files = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(root) && isGits(folder);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && hasEnding(file)) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException reason) {
            problems.add("'" + file + "' cannot be read (" + reason.getClass().getSimpleName() + ")");
            return FileVisitResult.CONTINUE;
        }

        private static boolean isGits(Path folder) {
            return folder.getFileName().toString().equalsIgnoreCase(".git");
        }

        private static boolean hasEnding(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            return ENDINGS.stream().anyMatch(name::endsWith);
        }
    }
}
