package dev.migrationgate.ingest.image;

import java.io.IOException;
import java.util.Optional;

/** Who we are to Google Cloud. Safe for several threads. */
@FunctionalInterface
public interface GoogleToken {
    /**
     * An access token that is in force; empty: we are nobody.
     *
     * @throws IOException we are somebody, but nobody can say so now
     */
    Optional<String> get() throws IOException;
}
