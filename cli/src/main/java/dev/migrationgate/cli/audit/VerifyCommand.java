package dev.migrationgate.cli.audit;

import dev.migrationgate.audit.EarlierExport;
import dev.migrationgate.audit.ExportHeader;
import dev.migrationgate.audit.ExportVerifier;
import dev.migrationgate.audit.Finding;
import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.Verification;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.OutputOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate audit verify}. */
@Command(
        name = "verify",
        description = "Verifies an export from the file and the ledger's public key alone.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:proven: every event that the header asks for is there, as it was recorded, and no other",
            "1:not proven; every finding is listed with its place",
            "2:misuse, or a file cannot be read"
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "An export.")
    private Path file = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "PUBLIC_KEY",
            required = true,
            description = "PEM file with the ledger's public key; may be repeated, for a ledger whose key was changed.")
    private List<Path> keys = List.of();

    @Option(
            names = "--earlier",
            paramLabel = "FILE",
            description = "Export that was made before and kept: this one must go on with its history.")
    private @Nullable Path earlier;

    @Mixin
    private SelectionOptions asked = new SelectionOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public VerifyCommand() {}

    @Override
    public Integer call() {
        PublicKeys trusted =
                PublicKeys.parse(keys.stream().map(VerifyCommand::read).toList());
        PrintWriter out = spec.commandLine().getOut();
        EarlierExport kept = kept();
        Verdict verdict = output.isJson() ? new JsonVerdict(out) : new TextVerdict(out);
        boolean proven = verify(trusted, kept, verdict);
        out.flush();
        return proven ? 0 : 1;
    }

    private boolean verify(PublicKeys trusted, EarlierExport kept, Verdict verdict) {
        try (InputStream in = Files.newInputStream(file)) {
            Verification verification = new ExportVerifier(trusted, verdict::finding).verify(in, kept);
            Optional<Finding> other = verification.header().flatMap(this::otherQuestion);
            other.ifPresent(verdict::finding);
            boolean proven = verification.isProven() && other.isEmpty();
            verdict.end(verification, proven);
            return proven;
        } catch (IOException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot read " + file + " (" + e + ")");
        }
    }

    /** Where nothing was said, any export will do: what it is of is shown. */
    private Optional<Finding> otherQuestion(ExportHeader header) {
        List<String> differences = new ArrayList<>();
        var given = asked.selection();
        var signed = header.selection();
        if (given.since().isPresent() && !given.since().equals(signed.since())) {
            differences.add("since");
        }
        if (given.until().isPresent() && !given.until().equals(signed.until())) {
            differences.add("until");
        }
        if (given.application().isPresent() && !given.application().equals(signed.application())) {
            differences.add("application");
        }
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        Finding.Kind.SELECTION_DIFFERS,
                        1,
                        Optional.empty(),
                        "it is the answer to another question: " + String.join(", ", differences) + " differs"));
    }

    private EarlierExport kept() {
        Path from = earlier;
        if (from == null) {
            return EarlierExport.none();
        }
        try (InputStream in = Files.newInputStream(from)) {
            return EarlierExport.read(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot read " + from + " (" + e + ")");
        }
    }

    private static String read(Path key) {
        try {
            String pem = Files.readString(key);
            PublicKeys.parse(List.of(pem));
            return pem;
        } catch (IOException e) {
            throw new CommandException(CommandException.UNUSABLE, "cannot read " + key + " (" + e + ")");
        } catch (IllegalArgumentException e) {
            throw new CommandException(CommandException.UNUSABLE, key + ": " + e.getMessage());
        }
    }
}
