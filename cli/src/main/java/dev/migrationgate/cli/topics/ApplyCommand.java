package dev.migrationgate.cli.topics;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.output.OutputOption;
import dev.migrationgate.cli.output.Printable;
import dev.migrationgate.cli.topics.TopicTable.Applied;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gate topics apply}. */
@Command(
        name = "apply",
        description = "Creates missing topics and corrects settings that differ. May be repeated.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all is as it should be", "1:partitions or copies differ", "2:misuse, or out of reach"})
final class ApplyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private BrokerOptions broker = new BrokerOptions();

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "Partitions of every topic; cannot be changed later. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication",
            defaultValue = "3",
            description = "Copies of every partition; -1: the broker's default. Default: ${DEFAULT-VALUE}.")
    private int replication;

    @Option(
            names = "--min-insync-replicas",
            defaultValue = "2",
            description = "Copies that must have a record before it is acknowledged; -1: the broker's default."
                    + " Default: ${DEFAULT-VALUE}.")
    private int minInsyncReplicas;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Also register every schema at this registry (Confluent API), with FULL_TRANSITIVE.")
    private @Nullable URI registry;

    @Mixin
    private OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Layout layout = layout();
        Applied applied = broker.work(admin -> TopicTable.apply(admin, layout));
        PrintWriter out = spec.commandLine().getOut();
        // Before the registry, which may be out of reach: the topics are as they are now.
        if (!output.isJson()) {
            Printable.print(out, AppliedForms.lines(applied));
        }
        OptionalInt registered = registry == null ? OptionalInt.empty() : OptionalInt.of(register(registry));
        if (output.isJson()) {
            OutputOption.print(out, AppliedForms.json(applied, registered));
        } else {
            registered.ifPresent(subjects -> Printable.print(
                    out, List.of("registered %d schemas, %s".formatted(subjects, TopicTable.COMPATIBILITY))));
        }
        return applied.left().isEmpty() ? 0 : 1;
    }

    private Layout layout() {
        try {
            return new Layout(partitions, replication, minInsyncReplicas);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static int register(URI address) {
        try {
            return TopicTable.register(SchemaRegistry.at(address)).size();
        } catch (RegistryException e) {
            throw new CommandException(CommandException.UNUSABLE, e.getMessage() + ": " + e.getCause());
        }
    }
}
