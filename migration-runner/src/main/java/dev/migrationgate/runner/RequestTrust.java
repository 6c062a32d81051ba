package dev.migrationgate.runner;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.service.Variables;
import java.util.List;
import java.util.Optional;

/**
 * Where the public keys of ingest are. Several of them while a key is being exchanged for a newer one.
 *
 * @param keys where each is; none: requests are believed unsigned, as they are until ingest signs
 */
public record RequestTrust(List<SecretReference> keys) {
    private static final String NAME = "REQUEST_PUBLIC_KEYS";

    /** Copies the list. */
    public RequestTrust {
        keys = List.copyOf(keys);
    }

    static RequestTrust from(Variables variables) {
        return new RequestTrust(variables
                .optional(NAME)
                .map(text -> SecretReference.readAll(NAME, text, variables::problem))
                .orElse(List.of()));
    }

    /**
     * Reads the keys.
     *
     * @return empty: requests are believed unsigned
     * @throws IllegalStateException one cannot be read, or is no public Ed25519 key
     */
    Optional<PublicKeys> read(Secrets secrets) {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublicKeys.parse(keys.stream().map(secrets::text).toList()));
        } catch (SecretException | IllegalArgumentException e) {
            throw new IllegalStateException("the public keys of ingest " + keys + ": " + e.getMessage(), e);
        }
    }
}
