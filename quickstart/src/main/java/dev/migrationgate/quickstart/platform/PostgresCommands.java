package dev.migrationgate.quickstart.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs PostgreSQL's programs, also as root, which they refuse by themselves. */
final class PostgresCommands {
    private static final int LIMIT_SECONDS = 60;

    private final PostgresBinaries binaries;
    private final Path folder;
    private final boolean root;

    PostgresCommands(PostgresBinaries binaries, Path folder) throws IOException {
        this.binaries = binaries;
        this.folder = folder;
        // The owner of a file that we have just made tells who we are.
        this.root = Files.getAttribute(folder, "unix:uid") instanceof Integer uid && uid == 0;
    }

    /** A program with its arguments, not started yet. */
    ProcessBuilder builder(String program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (root) {
            // In a user namespace of its own, without a mapping, the program is nobody to itself and still owns its
            // files.
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // PGPORT, PGDATA, PGOPTIONS and others would change what we start.
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    /**
     * Runs a program to its end.
     *
     * @return its output if it failed, otherwise nothing
     */
    @Nullable
    String run(String program, List<String> arguments) throws IOException, InterruptedException {
        Path output = folder.resolve(program + ".log");
        Process process = builder(program, arguments)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return program + " took longer than " + LIMIT_SECONDS + " s";
        }
        return process.exitValue() == 0 ? null : Files.readString(output);
    }
}
