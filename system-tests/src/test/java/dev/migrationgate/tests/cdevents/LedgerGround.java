package dev.migrationgate.tests.cdevents;

import static org.awaitility.Awaitility.await;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformOptions;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and a registry, what services would write there, and what ledgers tell.
 *
 * @param folder of everything
 * @param platform the broker and the registry
 * @param deployments writes
 * @param told reads
 */
record LedgerGround(Path folder, Platform platform, Deployments deployments, ToldEvents told) implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Path REGISTRY = Path.of("..", "quickstart", "target", "registry");
    private static final String GROUP = "deployment-ledger-cdevents-";

    static LedgerGround start(Path folder) throws InterruptedException {
        Platform platform = Platform.start(PlatformOptions.in(folder.resolve("platform"), REGISTRY));
        TopicsReady.prepare(platform.bootstrapServers(), platform.registryUrl(), new Layout(4, 1, 1));
        return new LedgerGround(
                folder,
                platform,
                new Deployments(platform.bootstrapServers(), platform.registryUrl()),
                new ToldEvents(platform.bootstrapServers()));
    }

    /** The variables of a ledger that tells to Kafka. */
    Map<String, String> environment(String name) {
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                platform.bootstrapServers(),
                "SCHEMA_REGISTRY_URL",
                platform.registryUrl().toString(),
                "STATE_DIRECTORY",
                folder.resolve("state-" + name).toString(),
                "INSTANCE_ID",
                name,
                "CDEVENTS_TO",
                "kafka",
                "PORT",
                "0",
                "MANAGEMENT_PORT",
                "0"));
    }

    /** Waits until a group knows where it begins. */
    void begun(String sink) {
        try (Admin admin = admin()) {
            await().atMost(LIMIT)
                    .until(() -> !admin.listConsumerGroupOffsets(GROUP + sink)
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .isEmpty());
        }
    }

    /** For the broker. */
    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
    }

    @Override
    public void close() {
        told.close();
        deployments.close();
        platform.close();
    }
}
