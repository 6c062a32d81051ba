package dev.migrationgate.cli.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
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

    @Mixin
    private OutputOption output = new OutputOption();

    /** For picocli. */
    public ReplayCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        DeadLetters letters = new DeadLetters(broker.brokers());
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
        output.print(
                spec.commandLine().getOut(),
                records.stream().map(record -> "sent to " + record.topic()).toList(),
                json(records));
        return 0;
    }

    /** In the order in which they were named. */
    private JsonNode json(List<ProducerRecord<byte[], byte[]>> records) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode sent = json.putArray("sent");
        for (int i = 0; i < records.size(); i++) {
            sent.addObject()
                    .put("id", wanted.get(i))
                    .put("topic", records.get(i).topic());
        }
        return json;
    }
}
