package dev.migrationgate.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.IngestOptions;
import dev.migrationgate.cli.deploy.JsonAnswer;
import dev.migrationgate.cli.deploy.ReasonOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import dev.migrationgate.cli.token.TokenOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** What every such command is told, and how it is sent. */
final class WishOptions {
    @Parameters(paramLabel = "DEPLOYMENT", description = "Id of the deployment.")
    private String deployment = "";

    @Mixin
    private ReasonOptions reason = new ReasonOptions();

    @Mixin
    private IngestOptions ingest = new IngestOptions();

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
        reason.into(wish);
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
        String key = ingest.key();
        try (IngestClient client = ingest.open(token.token())) {
            return client.command(deployment, wish, key);
        } catch (IOException e) {
            throw ingest.outOfReach(e, key);
        }
    }
}
