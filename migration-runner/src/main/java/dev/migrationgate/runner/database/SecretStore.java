package dev.migrationgate.runner.database;

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
     * Whether a version can be read by those it is meant for.
     *
     * @throws com.google.api.gax.rpc.ApiException the store is out of reach
     */
    boolean usable(String version);

    /**
     * Keeps a value as a new version of a secret, which is made where it is missing.
     *
     * @return the version's full, pinned name
     * @throws com.google.api.gax.rpc.ApiException the store refuses or is out of reach
     */
    String keep(String project, String secret, String value);
}
