package dev.migrationgate.cli.plan;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.installation.Installation;
import dev.migrationgate.cli.installation.InstallationOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.repository.CommitId;
import dev.migrationgate.repository.ManifestTree;
import dev.migrationgate.repository.RepositoryException;
import dev.migrationgate.repository.TreeLimits;
import dev.migrationgate.repository.WorkTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate plan}. */
@Command(
        name = "plan",
        description =
                "Says what a merge would do: what would deploy, from which version to which, with which migration and"
                        + " changes of database access. Nothing is deployed.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nWhat a merge would do:%n",
        footer = {
            "An application of an environment deploys if its Application or ExternalApplication, its DeploymentConfig or a"
                    + " Secret that it reads says something else than before, or if its image or its access to its Database"
                    + " comes out differently.",
            "Neither moved files nor comments count, nor other files of the repository.",
            "Without --against only this folder is known, and names in Google Cloud follow the default patterns."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:shown, also if nothing would deploy",
            "1:shown; a merge would be refused for its errors",
            "2:misuse, or a runner or ingest is out of reach"
        })
public final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            description = "A folder of manifests in a Git work tree; they count as they lie there, committed or not.")
    private Path path = Path.of("");

    @Option(
            names = "--base",
            paramLabel = "REV",
            required = true,
            description = "What to compare with: any revision of that repository, such as origin/main.")
    private String base = "";

    @Option(
            names = "--runner",
            paramLabel = "URL",
            split = ",",
            defaultValue = "${env:GATE_RUNNER}",
            description =
                    "Management address of every instance of migration-runner, with commas between, to say who is in a"
                            + " lane. Default: the variable GATE_RUNNER, else nobody is asked.")
    private List<URI> runners = List.of();

    @Mixin
    private InstallationOptions against = new InstallationOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public PlanCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Proposal proposal = proposal();
        Lanes lanes = Lanes.of(runners);
        PrintWriter out = spec.commandLine().getOut();
        if (output.isJson()) {
            out.println(new JsonForm(lanes).text(proposal));
        } else {
            new TextForm(lanes).lines(proposal).forEach(out::println);
        }
        out.flush();
        return proposal.isRefused() ? 1 : 0;
    }

    private Proposal proposal() throws InterruptedException {
        Installation installation = against.read(_ -> {});
        try (WorkTree tree = WorkTree.containing(path, TreeLimits.DEFAULT)
                .orElseThrow(() -> unusable("'" + path + "' is in no work tree of a Git repository"))) {
            CommitId commit = tree.resolve(base)
                    .orElseThrow(() -> unusable("--base: there is no commit '" + base + "' in the repository of '"
                            + path + "'; a shallow clone may lack it: fetch it first"));
            ManifestTree before = tree.manifestsAt(commit);
            ManifestTree after = tree.manifests();
            var planner = new MergePlanner(installation.settings());
            return new Proposal(
                    commit,
                    planner.plan(before.manifests(), after.manifests(), installation.accepted()),
                    after.findings());
        } catch (RepositoryException e) {
            throw unusable(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw unusable("cannot read '" + path + "' (" + e + ")");
        }
    }

    private static CommandException unusable(String message) {
        return new CommandException(CommandException.UNUSABLE, message);
    }
}
