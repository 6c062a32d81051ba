package dev.migrationgate.cli.deadletter;

import dev.migrationgate.cli.broker.BrokerOptions;
import java.io.PrintWriter;
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

    /** For picocli. */
    public ListCommand() {}

    @Override
    public Integer call() {
        List<Letter> letters = new DeadLetters(broker.servers()).read();
        PrintWriter out = spec.commandLine().getOut();
        for (Letter letter : letters) {
            out.println(letter.id());
            out.println("  from:   %s, partition %s, offset %s"
                    .formatted(letter.header("topic"), letter.header("partition"), letter.header("offset")));
            out.println("  by:     %s at %s".formatted(letter.header("service"), letter.header("time")));
            out.println("  key:    " + letter.key());
            out.println("  value:  " + letter.valueBytes() + " bytes");
            out.println("  reason: " + letter.header("reason"));
        }
        if (letters.isEmpty()) {
            out.println("there are no dead letters");
        }
        out.flush();
        return letters.isEmpty() ? 0 : 1;
    }
}
