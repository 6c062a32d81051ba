package dev.migrationgate.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.deploy.Answer;
import dev.migrationgate.cli.deploy.IngestClient;
import dev.migrationgate.cli.deploy.IngestOptions;
import dev.migrationgate.cli.deploy.JsonAnswer;
import dev.migrationgate.cli.deploy.ReasonOptions;
import dev.migrationgate.cli.ledger.Deployment;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import dev.migrationgate.cli.token.TokenOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** What every such command is told, and how it is sent. */
final class WishOptions {
    private static final int NOT_FOUND = 404;
    /** Characters of an id; fewer may be its beginning, which other commands take. */
    private static final int WHOLE = 26;

    @Parameters(paramLabel = "DEPLOYMENT", description = "The whole id of the deployment.")
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
        Optional<Answer.Refused> refused = post(wish).map(this::hinted);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            OutputOption.print(out, json(command, refused));
        } else if (refused.isEmpty()) {
            Printable.print(out, List.of("asked to " + command + " " + deployment));
        }
        return refused.map(each -> each.tell(spec.commandLine().getErr())).orElse(0);
    }

    /** Ingest has no list of deployments to find a beginning in, and so cannot know that it is one. */
    private Answer.Refused hinted(Answer.Refused refused) {
        if (refused.status() != NOT_FOUND || deployment.length() >= WHOLE || !Deployment.isId(deployment)) {
            return refused;
        }
        List<String> findings = new ArrayList<>(refused.findings());
        findings.add("the whole id is needed: gate status " + deployment + " shows it");
        return new Answer.Refused(refused.status(), refused.kind(), refused.problem(), findings);
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
