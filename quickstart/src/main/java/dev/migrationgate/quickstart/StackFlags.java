package dev.migrationgate.quickstart;

import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.quickstart.stack.Ports;
import dev.migrationgate.quickstart.stack.StackOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that starts the stack. */
final class StackFlags {
    @Option(
            names = "--state",
            paramLabel = "FOLDER",
            description = "Where everything is kept from one start to the next. Default: .gate in the checkout.")
    private @Nullable Path state;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "HTTP of ingest. Default: a free port.")
    private int ingestPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Kafka. Default: a free port.")
    private int kafkaPort;

    @Option(
            names = "--registry-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Schema registry. Default: a free port.")
    private int registryPort;

    @Option(
            names = "--postgres-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "PostgreSQL. Default: that of the last start, at first a free one.")
    private int postgresPort;

    @Option(
            names = "--cloud-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "Cloud emulator, gRPC. Default: a free port.")
    private int cloudPort;

    @Option(
            names = "--ledger-port",
            paramLabel = "PORT",
            converter = PortNumber.class,
            description = "HTTP of the ledger, and the web page. Default: a free port.")
    private int ledgerPort;

    @Option(
            names = "--cdevents",
            description = "Tell what happens as CDEvents, in the topic cdevents, and show each in a line.")
    private boolean cdEvents;

    /** The options for the stack. The launcher script says where the checkout is; without it, it is the working directory. */
    StackOptions options(Map<String, String> environment) {
        Path root = Path.of(environment.getOrDefault("GATE_ROOT", "."));
        Ports ports = new Ports(ingestPort, kafkaPort, registryPort, postgresPort, cloudPort, ledgerPort);
        Path folder = Optional.ofNullable(state).orElse(root.resolve(".gate"));
        Map<String, String> ledger = cdEvents ? Map.of("CDEVENTS_TO", "kafka") : Map.of();
        return new StackOptions(root, folder, ports, Map.of(), Map.of(), ledger, false, FaultPlan.NONE);
    }
}
