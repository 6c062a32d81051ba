package dev.migrationgate.access.signature;

/** What a look at a request's signature found. */
public sealed interface Verification {
    /**
     * Whoever sent the body has one of the secrets.
     *
     * @param secret which one: its place in the list of secrets that were tried, from 0
     */
    record Valid(int secret) implements Verification {}

    /**
     * Nobody who has a secret vouches for the body.
     *
     * @param reason what is wrong, and what would be right; holds no secret and nothing that the request brought, so it may
     *     go into logs and answers
     */
    record Invalid(String reason) implements Verification {}
}
