package dev.migrationgate.cli.topics;

import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.broker.BrokerOptions;
import dev.migrationgate.cli.topics.TopicTable.Applied;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Optional;
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
            description = "Copies that must have a record before it is acknowledged. Default: ${DEFAULT-VALUE}.")
    private int minInsyncReplicas;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "Also register every schema at this registry (Confluent API), with FULL_TRANSITIVE.")
    private @Nullable URI registry;

    @Override
    public Integer call() {
        Layout layout = layout();
        Applied applied = broker.work(admin -> TopicTable.apply(admin, layout));
        PrintWriter out = spec.commandLine().getOut();
        applied.created().forEach(topic -> out.println("created  " + topic));
        applied.changed()
                .forEach(drift -> out.printf(
                        "changed  %s: %s from %s to %s%n",
                        drift.topic(), drift.setting(), drift.is(), drift.shouldBe()));
        if (applied.created().isEmpty() && applied.changed().isEmpty()) {
            out.println("nothing to change");
        }
        Optional.ofNullable(registry).ifPresent(address -> register(address, out));
        if (!applied.left().isEmpty()) {
            out.println("cannot be changed in place:");
            out.print(DriftLines.of(applied.left()));
        }
        out.flush();
        return applied.left().isEmpty() ? 0 : 1;
    }

    private Layout layout() {
        try {
            return new Layout(partitions, replication, minInsyncReplicas);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static void register(URI address, PrintWriter out) {
        try {
            int subjects = TopicTable.register(SchemaRegistry.at(address)).size();
            out.printf("registered %d schemas, %s%n", subjects, TopicTable.COMPATIBILITY);
        } catch (RegistryException e) {
            throw new CommandException(CommandException.UNUSABLE, e.getMessage() + ": " + e.getCause());
        }
    }
}
