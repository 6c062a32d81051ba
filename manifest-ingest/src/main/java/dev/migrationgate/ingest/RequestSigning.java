package dev.migrationgate.ingest;

import dev.migrationgate.audit.PublicKeys;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.google.secret.SecretException;
import dev.migrationgate.google.secret.SecretReference;
import dev.migrationgate.google.secret.Secrets;
import dev.migrationgate.service.Variables;
import java.util.List;
import java.util.Optional;

/**
 * Where the keys are with which ingest signs what it asks for; {@code gate audit key new} makes a pair.
 *
 * @param secret the private key; absent: nothing is signed, and every record is believed
 * @param open public keys that sign requests, the private one's among them, and older ones for as long as what they signed may be
 *     deployed again
 */
public record RequestSigning(Optional<SecretReference> secret, List<SecretReference> open) {
    private static final String SECRET = "REQUEST_SIGNING_KEY";
    private static final String OPEN = "REQUEST_PUBLIC_KEYS";

    /**
     * The keys, read.
     *
     * @param own signs requests
     * @param trusted whose requests are deployed again
     */
    record Keys(Optional<SigningKey> own, Optional<PublicKeys> trusted) {}

    /** Copies the list. */
    public RequestSigning {
        open = List.copyOf(open);
    }

    static RequestSigning from(Variables variables) {
        Optional<String> secret = variables.optional(SECRET);
        Optional<String> open = variables.optional(OPEN);
        if (secret.isPresent() != open.isPresent()) {
            variables.problem("of " + SECRET + " and " + OPEN + " both are set, or neither");
        }
        return new RequestSigning(
                secret.flatMap(text -> SecretReference.read(SECRET, text, variables::problem)),
                open.map(text -> SecretReference.readAll(OPEN, text, variables::problem))
                        .orElse(List.of()));
    }

    /**
     * Reads them.
     *
     * @throws IllegalStateException one cannot be read or is no key, or none of the public ones belongs to the private one
     */
    Keys read(Secrets secrets) {
        if (secret.isEmpty()) {
            return new Keys(Optional.empty(), Optional.empty());
        }
        try {
            List<String> pems = open.stream().map(secrets::text).toList();
            SigningKey own = SigningKey.among(secrets.text(secret.get()), pems);
            return new Keys(Optional.of(own), Optional.of(PublicKeys.parse(pems)));
        } catch (SecretException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the keys that sign requests (" + secret.get() + ", " + open + "): " + e.getMessage(), e);
        }
    }
}
