package dev.migrationgate.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.JsonAnswer;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import dev.migrationgate.cli.token.TokenOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every such command is told, and how it is sent. */
final class WishOptions {
    @Parameters(paramLabel = "DEPLOYMENT", description = "Id of the deployment.")
    private String deployment = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the event.")
    private String reason = "";

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

    @Mixin
    private TokenOptions token = new TokenOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /**
     * Sends a command.
     *
     * @param verdict for {@code release} alone
     * @return the exit code
     */
    int send(CommandSpec spec, String command, Optional<String> verdict) throws InterruptedException {
        Map<String, String> wish = new LinkedHashMap<>();
        wish.put("command", command);
        verdict.ifPresent(text -> wish.put("verdict", text));
        wish.put("actor", actor);
        wish.put("reason", reason);
        Optional<Answer.Refused> refused = post(wish);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            OutputOption.print(out, json(command, refused));
        } else if (refused.isEmpty()) {
            Printable.print(out, List.of("asked to " + command + " " + deployment));
        }
        return refused.map(each -> each.tell(spec.commandLine().getErr())).orElse(0);
    }

    /** Whether the answer is for a program. */
    boolean isJson() {
        return output.isJson();
    }

    private JsonNode json(String command, Optional<Answer.Refused> refused) {
        ObjectNode json =
                JsonNodeFactory.instance.objectNode().put("command", command).put("deployment", deployment);
        refused.ifPresent(each -> json.set("refused", JsonAnswer.of(each)));
        return json;
    }

    private Optional<Answer.Refused> post(Map<String, String> wish) throws InterruptedException {
        String idempotencyKey =
                Optional.ofNullable(key).orElseGet(() -> UUID.randomUUID().toString());
        try (IngestClient client = new IngestClient(ingest, token.token())) {
            return client.command(deployment, wish, idempotencyKey);
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "ingest at " + ingest + " is out of reach (" + e + "); the same request may be sent again with"
                            + " --idempotency-key " + idempotencyKey);
        }
    }
}
