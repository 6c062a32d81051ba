package dev.migrationgate.cli.validate;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.installation.Installation;
import dev.migrationgate.cli.installation.InstallationOptions;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate validate}. */
@Command(
        name = "validate",
        description = "Checks manifests as ingest would, each by itself and all of them together. Nothing is deployed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no errors; with --strict no warnings either",
            "1:errors, or with --strict warnings",
            "2:misuse, a file that cannot be read, or an ingest out of reach"
        })
public final class ValidateCommand implements Callable<Integer> {
    private final InputStream standardInput;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Manifest files; a folder stands for every .yaml, .yml and .json under it, of which those"
                    + " without manifests are passed over, and - for standard input.")
    private List<String> paths = List.of();

    @Option(
            names = {"--output", "--format"},
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: text.")
    private Form form = Form.text;

    @Mixin
    private InstallationOptions against = new InstallationOptions();

    @Option(names = "--strict", description = "Warnings count as errors do.")
    private boolean strict;

    /** For picocli. */
    public ValidateCommand() {
        this(System.in);
    }

    ValidateCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    /** The forms in which findings are told. */
    enum Form {
        text,
        json,
        github,
        sarif
    }

    @Override
    public Integer call() throws InterruptedException {
        List<Source> sources = sources();
        var room = new Room(Runtime.getRuntime().maxMemory());
        Installation installation = against.read(room::take);
        Validation validation = new Validator(room).validate(sources, installation);
        PrintWriter out = spec.commandLine().getOut();
        report().write(validation, out);
        out.flush();
        return validation.errors() > 0 || (strict && validation.warnings() > 0) ? 1 : 0;
    }

    private List<Source> sources() {
        var sources = new Sources(standardInput);
        try {
            paths.forEach(sources::add);
        } catch (InvalidPathException e) {
            throw new CommandException(CommandException.UNUSABLE, "there is no such path: " + e.getMessage());
        }
        if (!sources.problems().isEmpty()) {
            throw new CommandException(CommandException.UNUSABLE, String.join("; ", sources.problems()));
        }
        return sources.all();
    }

    private Report report() {
        var names = new RelativeNames(Path.of("").toAbsolutePath());
        return switch (form) {
            case text -> new TextReport(spec.commandLine().getColorScheme().ansi());
            case json -> new JsonReport();
            case github -> new GithubReport(names);
            case sarif -> new SarifReport(names);
        };
    }
}
