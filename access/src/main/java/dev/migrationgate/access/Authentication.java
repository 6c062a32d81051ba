package dev.migrationgate.access;

/** What a look at a request found about who sent it. */
public sealed interface Authentication {
    /** Somebody who proved who they are. */
    record Known(Caller caller) implements Authentication {}

    /** Nobody has to prove anything here. */
    record Open() implements Authentication {}

    /** The headers say that the body is signed, so the body has to come first. */
    record Signed() implements Authentication {}

    /**
     * Nobody that we know.
     *
     * @param reason what is wrong, with nothing of what was sent
     */
    record Refused(String reason) implements Authentication {}

    /**
     * It cannot be said now; the same request may be made again.
     *
     * @param reason what is out of reach
     */
    record Unavailable(String reason) implements Authentication {}
}
