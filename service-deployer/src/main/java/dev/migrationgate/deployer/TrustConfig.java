package dev.migrationgate.deployer;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.service.Variables;
import java.util.Arrays;
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
        List<String> texts = Arrays.stream(all.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (texts.isEmpty() && !all.isEmpty()) {
            variables.problem(NAME + " names no key: nothing could ever be deployed");
        }
        return new TrustConfig(texts.stream()
                .flatMap(text -> SecretReference.read(NAME, text, variables::problem).stream())
                .toList());
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
