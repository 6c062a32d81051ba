package dev.migrationgate.access.signature;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Finds the secret that somebody used. */
final class Secrecy {
    private Secrecy() {}

    /**
     * Compares what was sent with what each secret would give. Takes as long whichever fits: all secrets are tried, and each
     * comparison looks at every byte.
     *
     * @param sent each value that the sender offers
     * @param expected what somebody with this secret would have sent; empty: the secret is none
     * @return the place of the first secret that fits
     */
    static OptionalInt find(List<byte[]> secrets, List<byte[]> sent, Function<byte[], Optional<byte[]>> expected) {
        int found = -1;
        for (int i = secrets.size() - 1; i >= 0; i--) {
            Optional<byte[]> right = expected.apply(secrets.get(i));
            boolean fits = false;
            for (byte[] each : sent) {
                fits |= right.isPresent() && MessageDigest.isEqual(right.get(), each);
            }
            found = fits ? i : found;
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** The secret, unless it has no bytes: everybody would know that one. */
    static Optional<byte[]> usable(byte[] secret) {
        return secret.length == 0 ? Optional.empty() : Optional.of(secret);
    }
}
