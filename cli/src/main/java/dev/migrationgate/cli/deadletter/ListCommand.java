package dev.migrationgate.cli.deadletter;

import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gate dead-letter list}. */
@Command(
        name = "list",
        description = "Lists the records that services could not read, and why.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:there are none", "1:there are some", "2:misuse, or the broker is out of reach"})
public final class ListCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ListCommand() {}

    @Override
    public Integer call() {
        List<Letter> letters = new DeadLetters(broker.brokers()).read();
        output.print(spec.commandLine().getOut(), LetterForms.lines(letters), LetterForms.json(letters));
        return letters.isEmpty() ? 0 : 1;
    }
}
