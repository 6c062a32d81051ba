package dev.migrationgate.cli.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.events.topics.Topics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate topics check}. */
@Command(
        name = "check",
        description = "Names every difference between a broker's topics and what they should be. Changes nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is as it should be", "1:something differs", "2:misuse, or out of reach"})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--partitions",
            description = "Partitions that every topic should have. Default: topics with the same key must be alike.")
    private @Nullable Integer partitions;

    @Option(
            names = "--replication",
            defaultValue = "-1",
            description = "Copies that every partition should have; -1: any. Default: ${DEFAULT-VALUE}.")
    private int replication;

    @Option(
            names = "--min-insync-replicas",
            defaultValue = "2",
            description =
                    "Copies that must have a record before it is acknowledged; -1: any. Default: ${DEFAULT-VALUE}.")
    private int minInsyncReplicas;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Expected expected = expected();
        List<Drift> drift = broker.work(admin -> TopicTable.check(admin, expected));
        List<String> lines =
                drift.isEmpty() ? List.of(Topics.all().size() + " topics are as they should be") : DriftLines.of(drift);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("topics", Topics.all().size()).set("differences", DriftJson.of(drift));
        output.print(spec.commandLine().getOut(), lines, json);
        return drift.isEmpty() ? 0 : 1;
    }

    private Expected expected() {
        try {
            return new Expected(Optional.ofNullable(partitions), replication, minInsyncReplicas);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
