package dev.migrationgate.runner;

import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.service.Variables;

/**
 * Where the pair of keys is with which the runner signs that a migration succeeded; {@code gate audit key new} makes one.
 *
 * @param secret the private key
 * @param open the public key, which the deployer trusts
 */
public record SigningConfig(SecretReference secret, SecretReference open) {
    private static final SecretReference NONE = SecretReference.parse("file:/nowhere");

    static SigningConfig from(Variables variables) {
        return new SigningConfig(reference(variables, "GATE_SIGNING_KEY"), reference(variables, "GATE_PUBLIC_KEY"));
    }

    /**
     * Reads the pair.
     *
     * @throws IllegalStateException one of them cannot be read, or they are no pair
     */
    SigningKey read(Secrets secrets) {
        try {
            return SigningKey.of(secrets.text(secret), secrets.text(open));
        } catch (SecretException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the key that says that migrations succeeded (" + secret + ", " + open + "): " + e.getMessage(), e);
        }
    }

    private static SecretReference reference(Variables variables, String name) {
        String text = variables.text(name);
        return text.isEmpty()
                ? NONE
                : SecretReference.read(name, text, variables::problem).orElse(NONE);
    }
}
