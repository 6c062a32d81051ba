package dev.migrationgate.ingest;

import dev.migrationgate.ingest.connection.ConnectionsFile;
import dev.migrationgate.ingest.connection.Section;
import dev.migrationgate.ingest.source.RepositoryConfig;
import dev.migrationgate.service.Variables;
import java.nio.file.Path;
import java.util.List;

/**
 * What ingest is connected with, from the file that {@code CONNECTIONS_FILE} names.
 *
 * @param repositories repositories of manifests
 */
public record Connections(List<RepositoryConfig> repositories) {
    /** Nothing. */
    public static final Connections NONE = new Connections(List.of());

    /** Copies the list. */
    public Connections {
        repositories = List.copyOf(repositories);
    }

    static Connections read(Variables variables) {
        return variables
                .optional("CONNECTIONS_FILE")
                .flatMap(file -> ConnectionsFile.read(Path.of(file), variables::problem))
                .map(Connections::from)
                .orElse(NONE);
    }

    static Connections from(Section top) {
        var connections = new Connections(RepositoryConfig.list(top));
        top.end();
        return connections;
    }
}
