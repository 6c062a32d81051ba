package dev.migrationgate.benchmarks;

import dev.migrationgate.benchmarks.database.DatabaseFigures;
import dev.migrationgate.quickstart.AtLeastOne;
import dev.migrationgate.quickstart.Stopping;
import dev.migrationgate.quickstart.platform.PlatformException;
import dev.migrationgate.quickstart.screen.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate bench databases}. */
@Command(
        name = "databases",
        description = {
            "How long it takes to make databases ready on a real PostgreSQL: one that is as it should be already, with"
                    + " more and more tables, and many from nothing.",
            "With its defaults it takes two minutes on two cores, some more for what else they do, 1 GB of memory and 3 GB of"
                    + " disk, which are free again at the end."
        },
        mixinStandardHelpOptions = true)
final class DatabasesCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Option(
            names = "--samples",
            defaultValue = "200",
            converter = AtLeastOne.class,
            description = "How often an unchanged database is made ready at each step. Default: ${DEFAULT-VALUE}.")
    private int samples;

    @Option(
            names = "--tables",
            split = ",",
            defaultValue = "0,10,1000,5000",
            description = "How many tables it has at each step, rising. Default: ${DEFAULT-VALUE}.")
    private List<Integer> tables = List.of();

    @Option(
            names = "--databases",
            defaultValue = "200",
            converter = AtLeastOne.class,
            description = "How many are made from nothing. Default: ${DEFAULT-VALUE}.")
    private int databases;

    @Option(
            names = "--at-once",
            converter = AtLeastOne.class,
            description =
                    "How many of them are asked for at the same time. Default: all; a runner works on 16 of a server at once,"
                            + " and asks again for what has waited for a minute (SQL state 53300).")
    private @Nullable Integer atOnce;

    @Mixin
    private StateFolder state = new StateFolder();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requireRising();
        Path folder = Files.createDirectories(state.folder());
        try (Screen screen = Screen.standardOutput();
                Stopping _ = new Stopping()) {
            boolean within = new DatabaseFigures(
                            samples,
                            tables,
                            databases,
                            Optional.ofNullable(atOnce).orElse(databases),
                            screen)
                    .run(folder);
            screen.waiting("removing " + folder);
            screen.line(state.removed(folder) ? "all of it is removed again" : "all of it is kept in " + folder);
            return within ? 0 : 1;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (PlatformException | SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Tables are only added, so that a step down would measure the step before once more. */
    private void requireRising() {
        int before = -1;
        for (int each : tables) {
            if (each <= before) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "--tables must be numbers of at least 0, each larger than the one before, was " + tables);
            }
            before = each;
        }
    }
}
