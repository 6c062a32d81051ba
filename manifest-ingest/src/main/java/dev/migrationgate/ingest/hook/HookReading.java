package dev.migrationgate.ingest.hook;

import dev.migrationgate.ingest.source.Push;

/** What the request of a host is. */
public sealed interface HookReading {
    /**
     * A branch that is followed came to another commit.
     *
     * @param push what is known of it
     */
    record Pushed(Push push) implements HookReading {}

    /** The host asks whether somebody listens. */
    record Ping() implements HookReading {}

    /**
     * Something that deploys nothing.
     *
     * @param reason why it does not
     */
    record Ignored(String reason) implements HookReading {}

    /**
     * Nobody whom we know vouches for it.
     *
     * @param reason what is wrong with the signature; without any secret
     */
    record Unsigned(String reason) implements HookReading {}

    /**
     * It is about a repository that is not configured.
     *
     * @param reason which one, and what to do
     */
    record UnknownRepository(String reason) implements HookReading {}

    /**
     * It is nothing that the host sends.
     *
     * @param reason what is wrong
     */
    record Malformed(String reason) implements HookReading {}

    /**
     * It cannot be said who sends it, at the moment.
     *
     * @param reason what is out of reach
     */
    record Unavailable(String reason) implements HookReading {}
}
