package dev.migrationgate.ingest.secret;

/** Reads secrets. Safe for several threads. */
public interface Secrets {
    /**
     * The secret's bytes, as they were at most a minute ago.
     *
     * @throws SecretException it cannot be read now
     */
    byte[] read(SecretReference reference);
}
