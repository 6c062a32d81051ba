package dev.migrationgate.cli.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Manifest files as one body of several YAML documents.
 *
 * @param files in the order in which they are posted
 */
public record Manifests(List<Path> files) {

    /** Copies the list. */
    public Manifests {
        files = List.copyOf(files);
    }

    /**
     * Finds files; a folder stands for every {@code .yaml} and {@code .yml} under it, by name.
     *
     * @throws UncheckedIOException a path does not exist or cannot be read
     */
    public static Manifests under(List<Path> paths) {
        return new Manifests(paths.stream().flatMap(Manifests::expand).toList());
    }

    /**
     * The body to post.
     *
     * @throws UncheckedIOException a file cannot be read
     */
    public String body() {
        return files.stream().map(Manifests::read).collect(Collectors.joining("\n---\n"));
    }

    private static Stream<Path> expand(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Manifests::isYaml).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isYaml(Path path) {
        String name = path.toString();
        return Files.isRegularFile(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
