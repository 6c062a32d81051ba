package dev.migrationgate.cli.installation;

import dev.migrationgate.cli.token.TokenOptions;
import dev.migrationgate.manifests.model.Manifest;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which installation manifests are held against. */
public final class InstallationOptions {
    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "Address of an ingest: its settings count, and what it accepted before is known. Without it,"
                    + " the default settings count and all that is referred to has to be there.")
    private @Nullable URI ingest;

    @Mixin
    private TokenOptions token = new TokenOptions();

    /** For picocli. */
    public InstallationOptions() {}

    /**
     * The installation, if one is named, else {@link Installation#NONE}.
     *
     * @param taken told of manifests as they arrive; may throw where there is no room for more
     * @throws dev.migrationgate.cli.CommandException it is out of reach, refuses, or gives something else
     */
    public Installation read(Consumer<List<Manifest>> taken) throws InterruptedException {
        return ingest == null ? Installation.NONE : new InstallationReader(ingest, token.token()).read(taken);
    }
}
