package dev.migrationgate.cli.deploy;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.follow.Followed;
import dev.migrationgate.cli.ledger.follow.WaitOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import dev.migrationgate.cli.token.TokenOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate deploy}. */
@Command(
        name = "deploy",
        description = "Posts manifests to ingest and prints the ids of the deployments that it accepted.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:accepted; with --wait: all are deployed",
            "1:refused, every finding is listed; with --wait: or one failed",
            "2:misuse, not allowed, or out of reach",
            "3:with --wait: --timeout is over, and none failed so far",
            "4:with --wait: one was cancelled or superseded, and none failed"
        })
public final class DeployCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Manifest files; a folder stands for every .yaml and .yml under it.")
    private List<Path> paths = List.of();

    @Mixin
    private IngestOptions ingest = new IngestOptions();

    @Mixin
    private TokenOptions token = new TokenOptions();

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public DeployCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Optional<Ledger> ledger = waiting.open(spec, token.token());
        if (ledger.isEmpty()) {
            return told(post(body()));
        }
        try (Ledger client = ledger.get()) {
            Answer answer = post(body());
            int exit = told(answer);
            return answer instanceof Answer.Accepted(var deployments)
                    ? waiting.follow(
                            spec,
                            client,
                            deployments.stream().map(DeployCommand::followed).toList(),
                            output)
                    : exit;
        }
    }

    private static Followed followed(Answer.Deployment deployment) {
        return Followed.accepted(deployment.id(), deployment.application());
    }

    private int told(Answer answer) {
        if (output.isJson()) {
            OutputOption.print(spec.commandLine().getOut(), JsonAnswer.of(answer));
        }
        return switch (answer) {
            case Answer.Accepted(var deployments) -> {
                if (!output.isJson()) {
                    Printable.print(
                            spec.commandLine().getOut(),
                            deployments.stream()
                                    .map(each -> each.id() + "  " + each.application())
                                    .toList());
                }
                yield 0;
            }
            case Answer.Refused refused -> refused.tell(spec.commandLine().getErr());
        };
    }

    private String body() {
        try {
            Manifests manifests = Manifests.under(paths);
            if (manifests.files().isEmpty()) {
                throw new CommandException(CommandException.UNUSABLE, "no .yaml or .yml file under " + paths);
            }
            return manifests.body();
        } catch (UncheckedIOException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot read " + e.getCause());
        }
    }

    private Answer post(String body) throws InterruptedException {
        String key = ingest.key();
        try (IngestClient client = ingest.open(token.token())) {
            return client.deploy(body, key);
        } catch (IOException e) {
            throw ingest.outOfReach(e, key);
        }
    }
}
