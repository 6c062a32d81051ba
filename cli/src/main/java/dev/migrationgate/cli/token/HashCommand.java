package dev.migrationgate.cli.token;

import dev.migrationgate.cli.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate token hash}. */
@Command(
        name = "hash",
        description = "Reads a token from standard input and prints what ingest's tokens file has of it.",
        mixinStandardHelpOptions = true)
public final class HashCommand implements Callable<Integer> {
    private static final int MOST = 1_024;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final InputStream in;

    /** For picocli. */
    public HashCommand() {
        this(System.in);
    }

    HashCommand(InputStream in) {
        this.in = in;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(read().sha256());
        out.flush();
        return 0;
    }

    private Token read() {
        try {
            return new Token(new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip());
        } catch (IllegalArgumentException e) {
            throw new CommandException(CommandException.UNUSABLE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot read standard input: " + e.getMessage());
        }
    }
}
