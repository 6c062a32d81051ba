package dev.migrationgate.access.oidc;

/** What a look at a token found. */
public sealed interface Identity {
    /**
     * The issuer signed it for us, and it is in force.
     *
     * @param claims what the issuer says
     */
    record Proven(Claims claims) implements Identity {}

    /**
     * It proves nothing.
     *
     * @param reason what is wrong with it; holds nothing of the token, so it may go into logs and answers
     */
    record Refused(String reason) implements Identity {}

    /**
     * It cannot be said, as the issuer's keys are out of reach.
     *
     * @param reason what did not answer
     */
    record Unavailable(String reason) implements Identity {}
}
