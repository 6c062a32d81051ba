package dev.migrationgate.quickstart.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: one node that is broker and controller, small enough to share a laptop. */
final class BrokerSettings {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerSettings() {}

    /**
     * The settings of the one node.
     *
     * @param data the log directory
     * @param port where clients connect
     * @param controllerPort where the broker half talks to the controller half
     * @return the settings, under the names of Kafka's broker configuration
     */
    static Properties of(Path data, int port, int controllerPort) {
        var settings = new Properties();
        settings.putAll(identity(data, port, controllerPort));
        settings.putAll(SINGLE_NODE);
        settings.putAll(QUICK_RETURN);
        settings.putAll(SMALL);
        return settings;
    }

    private static Map<String, String> identity(Path data, int port, int controllerPort) {
        String client = "PLAINTEXT://" + Loopback.HOST + ":" + port;
        String controller = CONTROLLER_LISTENER + "://" + Loopback.HOST + ":" + controllerPort;
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "log.dirs",
                data.toString(),
                "listeners",
                client + "," + controller,
                "advertised.listeners",
                client,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                // Voters from the configuration, not from the log: a restart may come up on other ports.
                "controller.quorum.voters",
                NODE_ID + "@" + Loopback.HOST + ":" + controllerPort);
    }

    private static final Map<String, String> SINGLE_NODE = Map.of(
            "auto.create.topics.enable", "false",
            "default.replication.factor", "1",
            "min.insync.replicas", "1",
            "offsets.topic.replication.factor", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            // Nobody else is going to join: waiting for more members only delays the first assignment.
            "group.initial.rebalance.delay.ms", "0");

    /**
     * After a kill the broker may register again only when its former session has run out: the default of 9 s would be waited
     * for at each such start.
     */
    private static final Map<String, String> QUICK_RETURN =
            Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> SMALL = Map.of(
            "offsets.topic.num.partitions", "3",
            "transaction.state.log.num.partitions", "3",
            "num.network.threads", "2",
            "num.io.threads", "4",
            "num.recovery.threads.per.data.dir", "2",
            "background.threads", "2",
            // Default 128 MiB, held whether or not anything is compacted.
            "log.cleaner.dedupe.buffer.size", "4194304",
            "log.cleaner.io.buffer.size", "131072",
            // Two index files of this size are mapped per partition.
            "log.index.size.max.bytes", "1048576");
}
