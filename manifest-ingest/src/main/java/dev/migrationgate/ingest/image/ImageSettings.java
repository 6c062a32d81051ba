package dev.migrationgate.ingest.image;

import dev.migrationgate.google.secret.SecretReference;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How images' digests are asked for.
 *
 * @param allowed registries that may be asked
 * @param endpoint address that is asked in place of all registries, and told the registry's host in the query's {@code ns}, as
 *     mirrors have it; absent: the registries are asked
 * @param credentials where a Docker {@code config.json} is; absent: only Google's registries are told who asks
 * @param limit how long asking for all images of one request may take
 */
public record ImageSettings(
        AllowedRegistries allowed, Optional<URI> endpoint, Optional<SecretReference> credentials, Duration limit) {
    /** The public registries and Google's, for at most ten seconds. */
    public static final ImageSettings DEFAULT =
            new ImageSettings(AllowedRegistries.DEFAULT, Optional.empty(), Optional.empty(), Duration.ofSeconds(10));
}
