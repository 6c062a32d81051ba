package dev.migrationgate.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The folder of a mirror, made and made anew by itself. Only the folder {@code mirror.git} within it is ever deleted, so that a
 * wrong configuration costs nobody's files.
 *
 * <p>The methods that change it need a {@link Turn}.
 *
 * @param folder the folder
 */
record MirrorFolder(Path folder) {
    private static final String NAME = "mirror.git";
    private static final String READY = "gate-ready";
    private static final String GC = "gc";

    /** The file by which a mirror is changed by one process and thread at a time. */
    Path turn() {
        return folder.resolve("mirror.lock");
    }

    /** Whether there is one that was made to its end. */
    boolean isThere() {
        return Files.isRegularFile(git().resolve(READY));
    }

    /** Makes it if it is not there, and frees it of what processes that died have left. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        for (Path old : list(folder, name -> name.startsWith(NAME + ".old-"))) {
            delete(old);
        }
        if (isThere()) {
            removeLeftovers();
        } else {
            make();
        }
    }

    /** Throws it away and makes an empty one. */
    void make() throws IOException {
        if (Files.exists(git())) {
            // Renamed first: half of a mirror may not look like one, whenever this process dies.
            Path old = folder.resolve(NAME + ".old-" + UUID.randomUUID());
            Files.move(git(), old);
            delete(old);
        }
        Files.createDirectories(git());
        try (Repository repository = builder().build()) {
            repository.create(true);
            StoredConfig config = repository.getConfig();
            config.setInt(GC, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
            // Else packs that were packed anew stay for an hour, during which every fetch would pack all of them again.
            config.setString(GC, null, "prunePackExpire", "now");
            config.setBoolean("http", null, "sslVerify", true);
            config.save();
        }
        Files.createFile(git().resolve(READY));
    }

    /** Has it made anew at the next fetch. Needs no turn. */
    void distrust() throws IOException {
        Files.deleteIfExists(git().resolve(READY));
    }

    /** Opens it. */
    Repository open() throws IOException {
        return builder().setMustExist(true).build();
    }

    /** How many packs of objects it has. */
    int packs() throws IOException {
        return list(git().resolve("objects/pack"), name -> name.endsWith(".pack"))
                .size();
    }

    /** As nobody else has the turn, whoever left them is dead; Git would wait for its locks for ever. */
    private void removeLeftovers() throws IOException {
        try (Stream<Path> files = Files.walk(git())) {
            for (Path file : files.filter(MirrorFolder::isLeftover).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isLeftover(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".lock")
                || name.endsWith(".keep")
                || name.equals("gc.pid")
                || name.startsWith("incoming_")
                || name.startsWith("noz");
    }

    private FileRepositoryBuilder builder() {
        return new FileRepositoryBuilder().setGitDir(git().toFile()).setBare();
    }

    private Path git() {
        return folder.resolve(NAME);
    }

    private static List<Path> list(Path folder, Predicate<String> name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name.test(file.getFileName().toString()))
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
