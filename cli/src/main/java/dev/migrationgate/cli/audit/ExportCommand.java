package dev.migrationgate.cli.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.audit.Download.Downloaded;
import dev.migrationgate.cli.ledger.Ledger;
import dev.migrationgate.cli.ledger.LedgerOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gate audit export}. */
@Command(
        name = "export",
        description =
                "Writes every recorded event of a time or an application into a file, with what proves that they are"
                        + " all there.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:written, and not verified yet: see gate audit verify",
            "1:the ledger refused, or its answer is incomplete; there is no file",
            "2:misuse, or the ledger is out of reach"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final String NOTHING = "gate: nothing that was asked for is recorded. An application's id is all of"
            + " organization/unit/environment/project/name, as gate status --output json shows it";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "Where to write it; must not be there.")
    private Path file = Path.of("");

    @Mixin
    private SelectionOptions selection = new SelectionOptions();

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ExportCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (Files.exists(file)) {
            throw new CommandException(CommandException.UNUSABLE, file + " is there already, and stays as it is");
        }
        try (Ledger asked = ledger.open()) {
            Downloaded there = download(asked);
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("file", file.toString()).put("bytes", there.bytes()).put("events", there.events());
            output.print(
                    spec.commandLine().getOut(),
                    List.of(file + "  " + there.bytes() + " bytes, " + there.events() + " events"),
                    json);
            if (there.events() == 0) {
                Printable.print(spec.commandLine().getErr(), List.of(NOTHING));
            }
            return 0;
        }
    }

    private Downloaded download(Ledger asked) throws InterruptedException {
        try {
            return new Download(asked, selection.selection()).into(file);
        } catch (IOException e) {
            throw new CommandException(
                    CommandException.UNUSABLE,
                    "the export from the ledger at " + asked.address() + " failed (" + Printable.of(e.toString())
                            + ")");
        }
    }
}
