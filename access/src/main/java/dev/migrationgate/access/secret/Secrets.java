package dev.migrationgate.access.secret;

/** Reads secrets. Safe for several threads. */
public interface Secrets {
    /**
     * The secret's bytes, as they were at most a minute ago; older only while somebody is reading them, or nobody can.
     *
     * @throws SecretException it cannot be read now
     */
    byte[] read(SecretReference reference);
}
