package dev.migrationgate.cli.token;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.OutputOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private OutputOption output = new OutputOption();

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
        String sha256 = read().sha256();
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("sha256", sha256);
        output.print(spec.commandLine().getOut(), List.of(sha256), json);
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
