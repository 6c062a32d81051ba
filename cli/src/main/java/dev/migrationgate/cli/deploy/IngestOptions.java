package dev.migrationgate.cli.deploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where ingest is, and what makes a request that is sent again the same one. */
public final class IngestOptions {
    /** What ingest takes. */
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    /** Of a key that is none. */
    private static final int SHOWN = 60;

    @Option(
            names = "--ingest",
            paramLabel = "URL",
            required = true,
            defaultValue = "${env:GATE_INGEST}",
            description = "Address of ingest. Default: the variable GATE_INGEST.")
    private URI ingest = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "What makes a repeated request the same one. Default: a new one.")
    private @Nullable String key;

    /** For picocli. */
    public IngestOptions() {}

    /** A client, to be closed. */
    public IngestClient open(Optional<String> token) {
        return new IngestClient(ingest, token);
    }

    /**
     * The key that was given, else a new one each time.
     *
     * @throws CommandException what was given cannot stand in a header as it is: two such keys could become the same
     */
    public String key() {
        Optional<String> given = Optional.ofNullable(key);
        if (given.filter(text -> !KEY.matcher(text).matches()).isPresent()) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "--idempotency-key '" + Printable.cut(given.get(), SHOWN)
                            + "' must be 1 to 255 visible ASCII characters without spaces, such as release-2026.1");
        }
        return given.orElseGet(() -> UUID.randomUUID().toString());
    }

    /**
     * What to end with where it is out of reach.
     *
     * @param sent the key that the request had, with which it may be sent again
     */
    public CommandException outOfReach(IOException why, String sent) {
        return new CommandException(
                CommandException.UNUSABLE,
                "ingest at " + ingest + " is out of reach (" + why + "); the same request may be sent again with"
                        + " --idempotency-key " + sent);
    }
}
