package dev.migrationgate.benchmarks.database;

import dev.migrationgate.quickstart.screen.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes databases ready as a runner would, without the runner around it, and tells how long that takes.
 *
 * @param samples how often an unchanged database is made ready at each step
 * @param tables how many tables it has at each step, rising
 * @param databases how many are made from nothing
 * @param atOnce how many of these at the same time
 * @param screen where a person looks
 */
public record DatabaseFigures(int samples, List<Integer> tables, int databases, int atOnce, Screen screen) {
    private static final double MEGABYTE = 1024.0 * 1024;

    /** Copies the list. */
    public DatabaseFigures {
        tables = List.copyOf(tables);
    }

    /**
     * Measures, and prints the figures.
     *
     * @param folder for everything; should be new
     * @return whether every figure was within its aim
     */
    public boolean run(Path folder) throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        screen.waiting("starting PostgreSQL and the emulator's Secret Manager");
        try (Site site = Site.start(folder)) {
            boolean unchanged = new Unchanged(site, samples, tables, screen).run();
            boolean fromEmpty = new FromEmpty(site, databases, atOnce, screen).run();
            screen.heading("what it cost: %.0f s, %.0f MB of disk"
                    .formatted((System.nanoTime() - begin) / 1e9, bytes(folder) / MEGABYTE));
            return unchanged && fromEmpty;
        } finally {
            screen.settled();
        }
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(DatabaseFigures::size).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Of a file that the server may remove meanwhile. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
