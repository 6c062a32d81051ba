package dev.migrationgate.emulator.process;

import dev.migrationgate.emulator.backend.Container;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Endpoint;
import dev.migrationgate.emulator.backend.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A container as a child process that lives on when the emulator dies.
 *
 * <p>All that is known about it is in its folder: a small shell writes its own and the program's line of
 * {@code /proc/<pid>/stat}, and, in one rename, the exit code. Whoever opens the folder later can therefore watch the program on,
 * or learn how it ended. The program has a session of its own, so that signals reach it and what it started, while the shell
 * stays to note the exit code.
 */
final class ProcessContainer implements Container {
    private static final Duration START_LIMIT = Duration.ofSeconds(5);
    private static final String KEEPER = """
            dir=$1; shift
            read -r self < /proc/$$/stat && echo "$self" > "$dir/keeper.tmp" && mv "$dir/keeper.tmp" "$dir/keeper" || exit 1
            setsid "$@" > "$dir/stdout" 2> "$dir/stderr" < /dev/null &
            child=$!
            read -r stat < "/proc/$child/stat" && echo "$stat" > "$dir/program.tmp" && mv "$dir/program.tmp" "$dir/program"
            wait "$child"
            echo "$?" > "$dir/exit.tmp" && mv "$dir/exit.tmp" "$dir/exit"
            """;

    private final Path folder;
    private final Optional<Endpoint> endpoint;
    /** Read once: thousands of containers are asked again and again. */
    private volatile @Nullable ProcessIdentity keeper;

    private ProcessContainer(Path folder, Optional<Endpoint> endpoint) {
        this.folder = folder;
        this.endpoint = endpoint;
    }

    /**
     * Starts a program; its output goes to {@code stdout} and {@code stderr} in the folder.
     *
     * @param folder new and its own; that it exists means that a start was tried, so nobody tries again
     * @param endpoint where it was told to listen, if anywhere
     * @throws IOException the folder exists, or no process can be started
     */
    static ProcessContainer start(Path folder, Launch launch, Optional<Endpoint> endpoint) throws IOException {
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder);
        List<String> command = new ArrayList<>(List.of(
                "setsid", "/bin/sh", "-c", KEEPER, "sh", folder.toAbsolutePath().toString()));
        command.addAll(launch.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(launch.directory().toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(launch.environment());
        builder.start().getOutputStream().close();
        return new ProcessContainer(folder, endpoint);
    }

    /** What was started in a folder before; empty if nothing was. */
    static Optional<ProcessContainer> at(Path folder) {
        return Files.isDirectory(folder)
                ? Optional.of(new ProcessContainer(folder, Optional.empty()))
                : Optional.empty();
    }

    @Override
    public Optional<Ending> ending() {
        ProcessIdentity known = keeper;
        if (known == null) {
            known = identity("keeper").orElse(null);
            keeper = known;
        }
        boolean gone = known == null ? startIsOverdue() : !known.alive();
        if (!gone) {
            return Optional.empty();
        }
        // Order matters: the exit code is written before the keeper ends, so it is read after the keeper was looked at.
        Optional<Ending> noted = read("exit").map(text -> ending(Integer.parseInt(text)));
        if (noted.isPresent()) {
            return noted;
        }
        signal(Signal.KILL); // nobody is left to note how the program ends
        return Optional.of(new Ending.Vanished());
    }

    @Override
    public Instant startedAt() {
        try {
            Path keeper = folder.resolve("keeper");
            return Files.getLastModifiedTime(Files.exists(keeper) ? keeper : folder)
                    .toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** What the program started is signalled, too. */
    @Override
    public void signal(Signal signal) {
        identity("program")
                .filter(ProcessIdentity::alive)
                .ifPresent(program -> ProcessGroup.signal(signal, program.pid()));
    }

    @Override
    public Path folder() {
        return folder;
    }

    /** Known to whoever started it. */
    @Override
    public Optional<Endpoint> endpoint() {
        return endpoint;
    }

    private static Ending ending(int status) {
        return status > 128 && status <= 128 + 64 ? new Ending.Killed(status - 128) : new Ending.Exited(status);
    }

    /** A keeper writes its identity first of all; one that did not for seconds never ran. */
    private boolean startIsOverdue() {
        return startedAt().plus(START_LIMIT).isBefore(Instant.now());
    }

    private Optional<ProcessIdentity> identity(String file) {
        return read(file).flatMap(ProcessIdentity::parse);
    }

    private Optional<String> read(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path).trim()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // deleted between the two calls
        }
    }
}
