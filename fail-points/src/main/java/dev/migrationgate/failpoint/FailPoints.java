package dev.migrationgate.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Named places before and after what a process cannot take back: external calls and commits. Where the variable
 * {@value #VARIABLE} names a folder, each place that is passed is added to its file {@code reached}, a line once for each
 * process; and the process that passes the place that the file {@code armed} names kills itself with SIGKILL, once, or, where its second
 * line is {@code STOP}, stops itself with SIGSTOP and goes on from there at SIGCONT. Without the variable a place costs one comparison. Thread safe.
 */
public final class FailPoints {
    /** Variable with the folder; not set in production. */
    public static final String VARIABLE = "FAIL_POINTS_DIRECTORY";

    private static final FailPoints HERE = new FailPoints(System.getenv());

    private final Optional<Path> folder;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    FailPoints(Map<String, String> environment) {
        this.folder = Optional.ofNullable(environment.get(VARIABLE)).map(Path::of);
    }

    /** Whether places do anything in this process. */
    public static boolean enabled() {
        return HERE.folder.isPresent();
    }

    /**
     * Passes a place; does not return where it is armed.
     *
     * @param name of the place, one line
     */
    public static void reach(String name) {
        if (HERE.folder.isPresent()) {
            HERE.takes(name).ifPresent(FailPoints::signal);
        }
    }

    /** What a process does to itself. */
    enum Signal {
        KILL,
        STOP
    }

    /** Notes the place; what this process is to do to itself here. */
    Optional<Signal> takes(String name) {
        Path here = folder.orElseThrow();
        try {
            if (known.add(name)) {
                Files.writeString(
                        here.resolve("reached"), name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            Path armed = here.resolve("armed");
            List<String> lines = Files.readAllLines(armed);
            if (!lines.getFirst().equals(name)) {
                return Optional.empty();
            }
            // Moved, not deleted: of several threads or processes one alone succeeds, and the test sees that it was
            // met.
            Files.move(armed, here.resolve("met"), StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(lines.size() > 1 ? Signal.valueOf(lines.get(1)) : Signal.KILL);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("fail point " + name, e);
        }
    }

    /** The real signal: no shutdown hook runs, nothing is flushed. After a KILL this thread goes no further. */
    private static void signal(Signal signal) {
        try {
            new ProcessBuilder(
                            "kill",
                            "-" + signal,
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            Runtime.getRuntime().halt(137);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (signal == Signal.KILL) {
            LockSupport.park();
        }
    }
}
