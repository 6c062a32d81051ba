package dev.migrationgate.deployer;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.service.Variables;
import java.util.List;

/**
 * Where the public keys of the runners are. Several of them while a key is being exchanged for a newer one.
 *
 * @param keys where each is
 */
public record TrustConfig(List<SecretReference> keys) {
    private static final String NAME = "GATE_PUBLIC_KEYS";

    /** Copies the list. */
    public TrustConfig {
        keys = List.copyOf(keys);
    }

    static TrustConfig from(Variables variables) {
        String all = variables.text(NAME);
        return new TrustConfig(all.isEmpty() ? List.of() : SecretReference.readAll(NAME, all, variables::problem));
    }

    /**
     * Reads the keys.
     *
     * @throws IllegalStateException one cannot be read, or is no public Ed25519 key
     */
    PublicKeys read(Secrets secrets) {
        try {
            return PublicKeys.parse(keys.stream().map(secrets::text).toList());
        } catch (SecretException | IllegalArgumentException e) {
            throw new IllegalStateException("the runners' public keys " + keys + ": " + e.getMessage(), e);
        }
    }
}
