package dev.migrationgate.ingest;

import dev.migrationgate.access.CallersConfig;
import dev.migrationgate.access.connection.ConnectionsFile;
import dev.migrationgate.access.connection.Section;
import dev.migrationgate.ingest.build.BuildsConfig;
import dev.migrationgate.ingest.report.WebhookConfig;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.service.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What ingest is connected with, from the file that {@code CONNECTIONS_FILE} names.
 *
 * @param callers who may call the HTTP interface; absent: anybody
 * @param repositories repositories of manifests
 * @param builds who tells of builds
 * @param webhooks who is told what becomes of deployments
 */
public record Connections(
        Optional<CallersConfig> callers,
        List<RepositoryConfig> repositories,
        BuildsConfig builds,
        List<WebhookConfig> webhooks) {
    /** Nothing. */
    public static final Connections NONE = new Connections(Optional.empty(), List.of(), BuildsConfig.NONE, List.of());

    /** Copies the lists. */
    public Connections {
        repositories = List.copyOf(repositories);
        webhooks = List.copyOf(webhooks);
    }

    static Connections read(Variables variables) {
        return variables
                .optional("CONNECTIONS_FILE")
                .flatMap(file -> ConnectionsFile.read(Path.of(file), variables::problem))
                .map(Connections::from)
                .orElse(NONE);
    }

    static Connections from(Section top) {
        var connections = new Connections(
                CallersConfig.from(top), RepositoryConfig.list(top), BuildsConfig.from(top), WebhookConfig.list(top));
        top.end();
        return connections;
    }
}
