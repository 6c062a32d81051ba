package dev.migrationgate.quickstart.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: nodes that are broker and controller, small enough to share a laptop. */
final class BrokerSettings {
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String GUARDED_LISTENER = "GUARDED";

    private BrokerSettings() {}

    /**
     * The settings of one node.
     *
     * @param data the log directory
     * @param quorum the whole cluster
     * @param id the node's number in it
     * @return the settings, under the names of Kafka's broker configuration
     */
    static Properties of(Path data, Quorum quorum, int id) {
        var settings = new Properties();
        settings.putAll(identity(data, quorum, quorum.node(id)));
        settings.putAll(copies(Integer.toString(quorum.copies()), Integer.toString(quorum.copiesInSync())));
        settings.putAll(QUICK_RETURN);
        settings.putAll(QUICK_TRANSACTIONS);
        settings.putAll(SMALL);
        return settings;
    }

    /**
     * What a second listener takes, whose clients prove who they are.
     *
     * @param settings what there is without it
     */
    static Map<String, String> guarded(Properties settings, int port) {
        String listener = GUARDED_LISTENER + "://" + Loopback.HOST + ":" + port;
        return Map.of(
                "listeners",
                settings.getProperty("listeners") + "," + listener,
                "advertised.listeners",
                settings.getProperty("advertised.listeners") + "," + listener,
                "listener.security.protocol.map",
                settings.getProperty("listener.security.protocol.map") + "," + GUARDED_LISTENER + ":SASL_PLAINTEXT",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.guarded.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users",
                "User:ANONYMOUS");
    }

    private static Map<String, String> identity(Path data, Quorum quorum, Quorum.Node node) {
        String client = "PLAINTEXT://" + Loopback.HOST + ":" + node.port();
        String controller = CONTROLLER_LISTENER + "://" + Loopback.HOST + ":" + node.controllerPort();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(node.id()),
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
                quorum.voters());
    }

    private static Map<String, String> copies(String copies, String inSync) {
        return Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", copies,
                "min.insync.replicas", inSync,
                "offsets.topic.replication.factor", copies,
                "transaction.state.log.replication.factor", copies,
                "transaction.state.log.min.isr", inSync,
                "share.coordinator.state.topic.replication.factor", copies,
                "share.coordinator.state.topic.min.isr", inSync,
                // Nobody else is going to join: waiting for more members only delays the first assignment.
                "group.initial.rebalance.delay.ms", "0");
    }

    /**
     * After a kill the broker may register again only when its former session has run out: the default of 9 s would be waited
     * for at each such start.
     */
    private static final Map<String, String> QUICK_RETURN =
            Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500");

    /**
     * A transaction that begins while its producer's last one is still being ended is looked at again after this time. The default of
     * 20 ms is several times what a whole transaction takes.
     */
    private static final Map<String, String> QUICK_TRANSACTIONS = Map.of("add.partitions.to.txn.retry.backoff.ms", "2");

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
