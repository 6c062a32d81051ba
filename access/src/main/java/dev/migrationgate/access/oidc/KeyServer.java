package dev.migrationgate.access.oidc;

import java.io.IOException;
import java.net.URI;

/** Where the texts come from that an issuer publishes: its configuration and its keys. Safe for several threads. */
@FunctionalInterface
public interface KeyServer {
    /**
     * Fetches a text; has a limit of its own where nobody answers.
     *
     * @throws IOException there was no answer, or none that can be used; the message says which
     * @throws InterruptedException the thread is to end
     */
    String fetch(URI address) throws IOException, InterruptedException;
}
