package dev.migrationgate.runner.database;

import dev.migrationgate.service.Redaction;
import java.security.SecureRandom;

/** Makes passwords of letters and digits, which need no escaping in any address: 238 bits of randomness after a prefix. */
final class Passwords {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 40;
    private static final int SALT_BYTES = 16;

    private final SecureRandom random;

    Passwords(SecureRandom random) {
        this.random = random;
    }

    String next() {
        StringBuilder password = new StringBuilder(Redaction.PASSWORD_PREFIX);
        for (int i = 0; i < LENGTH; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    /** What the server may know of a password. */
    String verifier(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return ScramVerifier.of(password, salt);
    }
}
