package dev.migrationgate.google.secret;

/** A secret cannot be read now. The message names the reference and the reason, and nothing of the secret. */
public final class SecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SecretException(SecretReference reference, Throwable cause) {
        super("the secret " + reference + " cannot be read: " + cause.getClass().getSimpleName(), cause);
    }
}
