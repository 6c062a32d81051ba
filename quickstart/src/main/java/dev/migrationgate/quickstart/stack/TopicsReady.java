package dev.migrationgate.quickstart.stack;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.cli.topics.TopicTable;
import dev.migrationgate.events.serde.RegistryException;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** Prepares a new broker and registry as {@code gate topics apply --registry} would. */
public final class TopicsReady {
    /** Few partitions start fast and still spread work over tasks; one broker has one copy. */
    static final Layout LAYOUT = new Layout(4, 1, 1);

    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private TopicsReady() {}

    /**
     * Creates topics that are missing and registers all schemas; may be repeated.
     *
     * @throws PlatformException topics from an earlier start have another layout
     */
    static void prepare(Platform platform) throws InterruptedException {
        prepare(platform.bootstrapServers(), platform.registryUrl(), LAYOUT);
    }

    /**
     * The same for any broker and registry.
     *
     * @param layout partitions and copies of each topic
     */
    public static void prepare(String bootstrapServers, URI registry, Layout layout) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            TopicTable.Applied applied = TopicTable.apply(admin, layout);
            if (!applied.left().isEmpty()) {
                throw new PlatformException("The topics in the state folder are laid out otherwise: " + applied.left());
            }
        }
        register(SchemaRegistry.at(registry));
    }

    /** A registry that has just started may take longer for its first answers than anybody else should wait. */
    private static void register(SchemaRegistry registry) throws InterruptedException {
        for (int tried = 1; ; tried++) {
            try {
                TopicTable.register(registry);
                return;
            } catch (RegistryException e) {
                if (tried == TRIES) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
