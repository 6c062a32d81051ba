package dev.migrationgate.google.secret;

import java.nio.charset.StandardCharsets;

/** Reads secrets. Safe for several threads. */
public interface Secrets {
    /**
     * The secret's bytes, as they were at most a minute ago; older only while somebody is reading them, or nobody can.
     *
     * @throws SecretException it cannot be read now
     */
    byte[] read(SecretReference reference);

    /**
     * The same as text.
     *
     * @throws SecretException it cannot be read now
     */
    default String text(SecretReference reference) {
        return new String(read(reference), StandardCharsets.UTF_8);
    }
}
