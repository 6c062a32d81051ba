package dev.migrationgate.runner.database;

import java.util.Collection;
import java.util.Set;

/** Where secrets are kept. Safe for several threads. */
public interface SecretStore {

    /**
     * Reads a secret.
     *
     * @param version full version name
     * @throws com.google.api.gax.rpc.ApiException the store refuses or is out of reach
     */
    String read(String version);

    /**
     * Those of these versions that can be read by whom they are meant for. Asks for all at once, so it takes as long as one.
     *
     * @throws com.google.api.gax.rpc.ApiException the store is out of reach
     */
    Set<String> usable(Collection<String> versions);

    /**
     * Keeps a value as a new version of a secret, which is made where it is missing.
     *
     * @return the version's full, pinned name
     * @throws com.google.api.gax.rpc.ApiException the store refuses or is out of reach
     */
    String keep(String project, String secret, String value);
}
