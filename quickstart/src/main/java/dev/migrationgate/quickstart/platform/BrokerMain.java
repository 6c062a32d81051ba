package dev.migrationgate.quickstart.platform;

import dev.migrationgate.service.Logs;
import dev.migrationgate.service.Variables;
import java.nio.file.Path;

/** One broker of a cluster as a process of its own; ends with its process. */
public final class BrokerMain {
    private BrokerMain() {}

    /** Starts the broker: its data folder, the whole quorum as {@code id:port:controllerPort,…}, and its own id in it. */
    public static void main(String[] args) {
        Logs.configure(new Variables(System.getenv()));
        EmbeddedBroker broker =
                EmbeddedBroker.start(Path.of(args[0]), Quorum.parse(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }
}
