package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program of ours in a process of its own, remembered on disk while it runs, with its output in a log file. */
final class ChildProcess implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(ChildProcess.class);
    private static final Duration POLITE_LIMIT = Duration.ofSeconds(5);
    private static final Duration FORCED_LIMIT = Duration.ofSeconds(10);
    private static final Duration LOOK_PAUSE = Duration.ofMillis(20);
    private static final int EXCERPT_LINES = 15;

    private final String name;
    private final Process process;
    private final Path record;
    private final Path log;

    private ChildProcess(String name, Process process, Path record, Path log) {
        this.name = name;
        this.process = process;
        this.record = record;
        this.log = log;
    }

    /**
     * Starts a program.
     *
     * @param state where it is remembered and logs
     * @param name the part's name, also its folder's
     * @param builder the command, its environment and working directory; the output is set here
     * @return the running process
     */
    static ChildProcess start(StateDirectory state, String name, ProcessBuilder builder) {
        Path log = state.folder(name).resolve(name + ".log");
        Path record = state.recordOf(name);
        try {
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Files.writeString(record, ProcessRecord.of(process.toHandle()).line());
            return new ChildProcess(name, process, record, log);
        } catch (IOException e) {
            throw new PlatformException("The " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process number. */
    long pid() {
        return process.pid();
    }

    /** Ends it at once, as {@code kill -9} does; what it started goes on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it and all that it started at once, and waits until they are gone, within a limit. */
    void killAll() {
        List<ProcessHandle> tree = treeOf(process.toHandle());
        tree.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(tree, FORCED_LIMIT);
    }

    /** Stops it where it is, as {@code kill -STOP} does. */
    void freeze() throws InterruptedException {
        signal("-STOP");
    }

    /** Lets a frozen one go on, as {@code kill -CONT} does. */
    void resume() throws InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new PlatformException("The " + name + " cannot be sent " + signal + ": " + e.getMessage(), e);
        }
    }

    /** Says what went wrong, with the last lines of the program's own log. */
    PlatformException failure(String what) {
        String exit = process.isAlive() ? "" : " It ended with exit code " + process.exitValue() + ".";
        return new PlatformException(
                "The " + name + " " + what + "." + exit + " The end of " + log + ":\n" + excerpt());
    }

    private String excerpt() {
        try {
            // Not Files.readString: a program may have printed bytes that are no UTF-8.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - EXCERPT_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e.getMessage() + ")";
        }
    }

    /** Ends the process, politely first, and forgets it. May be called twice. */
    @Override
    public void close() {
        endTree(process.toHandle());
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a process and all that it started: a request first, then by force. */
    static void endTree(ProcessHandle root) {
        List<ProcessHandle> tree = treeOf(root);
        root.destroy();
        if (awaitEnd(tree, POLITE_LIMIT)) {
            return;
        }
        tree.forEach(ProcessHandle::destroyForcibly);
        if (!awaitEnd(tree, FORCED_LIMIT)) {
            LOGGER.atWarn().addKeyValue("pid", root.pid()).log("process does not end");
        }
    }

    /** To be taken before the first signal: once the parent is gone its children are nobody's. */
    private static List<ProcessHandle> treeOf(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    /** Looks itself: for processes that are not this one's children the JDK's own waiting looks ever more rarely. */
    private static boolean awaitEnd(List<ProcessHandle> tree, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (tree.stream().anyMatch(ProcessHandle::isAlive)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(LOOK_PAUSE);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
