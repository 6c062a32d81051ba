package dev.migrationgate.cli.deadletter;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gate dead-letter replay}. */
@Command(
        name = "replay",
        description =
                "Sends records to their own topics once more, as they came. They stay in the list: it is a record of what"
                        + " happened.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:sent",
            "1:nothing was sent: one of them does not exist, or came from no topic of ours",
            "2:misuse, or the broker is out of reach"
        })
public final class ReplayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "LETTER", arity = "1..*", description = "What the list calls it: partition:offset.")
    private List<String> wanted = List.of();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    /** For picocli. */
    public ReplayCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        DeadLetters letters = new DeadLetters(broker.servers());
        Map<String, Letter> byId = new LinkedHashMap<>();
        letters.read().forEach(letter -> byId.put(letter.id(), letter));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String id : wanted) {
            Letter letter = byId.get(id);
            if (letter == null) {
                throw new CommandException(1, "there is no dead letter " + id + "; nothing was sent");
            }
            records.add(letter.original());
        }
        letters.send(records);
        PrintWriter out = spec.commandLine().getOut();
        records.forEach(record -> out.println("sent to " + record.topic()));
        out.flush();
        return 0;
    }
}
