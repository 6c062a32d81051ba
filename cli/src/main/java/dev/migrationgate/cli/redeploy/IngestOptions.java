package dev.migrationgate.cli.redeploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What ingest is told, and where it is. */
final class IngestOptions {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the event.")
    private String reason = "";

    @Option(
            names = "--migrations",
            paramLabel = "CHOICE",
            defaultValue = "run",
            description =
                    "run: the migration runs again, which is refused where a later one was requested since. skip: it is"
                            + " left out, and the version meets the schema that there is. Default: run.")
    private Migrations migrations = Migrations.run;

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who asks; kept in the event. Default: the name of the system's user.")
    private String actor = "";

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

    /** What becomes of migrations; spelled as it is typed. */
    enum Migrations {
        run,
        skip
    }

    /** For picocli. */
    IngestOptions() {}

    boolean skip() {
        return migrations == Migrations.skip;
    }

    IngestClient open(Optional<String> token) {
        return new IngestClient(ingest, token);
    }

    /** The key of all requests of one command; each deployment's request has a part of its own. */
    String key() {
        return Optional.ofNullable(key).orElseGet(() -> UUID.randomUUID().toString());
    }

    /**
     * Asks ingest.
     *
     * @param dryRun whether it only says what it would do
     * @throws CommandException it is out of reach
     */
    Answer ask(IngestClient client, Recorded recorded, String base, boolean dryRun) throws InterruptedException {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("deployment", recorded.id());
        wanted.put("partition", recorded.partition());
        wanted.put("offset", recorded.offset());
        wanted.put("migrations", migrations.name());
        wanted.put("reason", reason);
        wanted.put("actor", actor);
        if (dryRun) {
            wanted.put("dryRun", true);
        }
        try {
            return client.redeploy(wanted, base + "-" + recorded.id());
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "ingest at " + ingest + " is out of reach (" + e + "); the same request may be sent again with"
                            + " --idempotency-key " + base);
        }
    }
}
