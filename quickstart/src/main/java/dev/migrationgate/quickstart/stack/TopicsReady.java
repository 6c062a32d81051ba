package dev.migrationgate.quickstart.stack;

import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.cli.topics.TopicTable;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.quickstart.platform.Platform;
import dev.migrationgate.quickstart.platform.PlatformException;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/** Prepares a new broker and registry as {@code gate topics apply --registry} would. */
final class TopicsReady {
    /** Few partitions start fast and still spread work over tasks; one broker has one copy. */
    static final Layout LAYOUT = new Layout(4, 1, 1);

    private TopicsReady() {}

    /**
     * Creates topics that are missing and registers all schemas; may be repeated.
     *
     * @throws PlatformException topics from an earlier start have another layout
     */
    static void prepare(Platform platform) throws InterruptedException {
        Map<String, Object> settings =
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            TopicTable.Applied applied = TopicTable.apply(admin, LAYOUT);
            if (!applied.left().isEmpty()) {
                throw new PlatformException("The topics in the state folder are laid out otherwise: " + applied.left());
            }
        }
        TopicTable.register(SchemaRegistry.at(platform.registryUrl()));
    }
}
