package dev.migrationgate.cli.validate;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.installation.Installation;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Planner;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Reads files on all processors and checks what is in them as ingest checks what is posted: all of it together. */
final class Validator {
    /** Files that one thread reads at a time: few enough to bound what waits to be collected. */
    private static final int AT_A_TIME = 16;

    private static final int WAITING = 16;

    private final SourceReader reader = new SourceReader();
    private final Room room;
    private final Collected collected = new Collected();

    /**
     * Makes one for one validation.
     *
     * @param room memory for what is read
     */
    Validator(Room room) {
        this.room = room;
    }

    /**
     * Validates all of them together.
     *
     * @param installation what they are checked against
     * @throws CommandException one cannot be read, or there is too much
     */
    Validation validate(List<Source> sources, Installation installation) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService readers = Executors.newFixedThreadPool(threads);
        try {
            collect(sources, readers);
        } finally {
            readers.shutdownNow();
        }
        var planner = new Planner(installation.settings());
        collected.add(planner.check(collected.manifests(), installation.accepted()));
        return collected.validation(sources.size());
    }

    /** In the order of the sources, so that the same files give the same findings. */
    private void collect(List<Source> sources, ExecutorService readers) throws InterruptedException {
        Deque<Future<List<Reading>>> waiting = new ArrayDeque<>();
        for (int from = 0; from < sources.size(); from += AT_A_TIME) {
            List<Source> some = sources.subList(from, Math.min(sources.size(), from + AT_A_TIME));
            Callable<List<Reading>> work = () -> readings(some);
            waiting.add(readers.submit(work));
            if (waiting.size() > WAITING) {
                take(waiting.remove());
            }
        }
        while (!waiting.isEmpty()) {
            take(waiting.remove());
        }
    }

    private List<Reading> readings(List<Source> sources) {
        List<Reading> readings = new ArrayList<>();
        for (Source source : sources) {
            try {
                Reading reading = reader.read(source);
                room.take(reading.manifests());
                readings.add(reading);
            } catch (IOException e) {
                throw new CommandException(
                        CommandException.UNUSABLE,
                        "'" + source.name() + "' cannot be read ("
                                + e.getClass().getSimpleName() + ")");
            }
        }
        return readings;
    }

    private void take(Future<List<Reading>> readings) throws InterruptedException {
        try {
            readings.get().forEach(collected::add);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandException expected) {
                throw expected;
            }
            throw new IllegalStateException("a file could not be read for a reason of our own", e.getCause());
        }
    }
}
