package dev.migrationgate.ingest.command;

import java.util.Optional;

/**
 * What is asked for, by whom and why.
 *
 * @param action what is asked for
 * @param verdict for {@link Action#RELEASE} alone
 * @param actor who asks, in their own words; nothing has proved it yet
 * @param reason why
 */
public record Wish(Action action, Optional<Verdict> verdict, String actor, String reason) {

    /** What can be asked for. */
    public enum Action {
        /** End a deployment; once its migration was started, as its manifest's {@code cancelPolicy} says. */
        CANCEL,
        /** Try a deployment whose migration failed once more. */
        RETRY,
        /** Let a lane that is held for an unknown outcome go on. */
        RELEASE,
        /** Give the deployment's application new passwords for its database roles, with its next deployment. */
        ROTATE
    }

    /** What an execution is taken to have done. */
    public enum Verdict {
        /** It migrated the database. */
        SUCCEEDED,
        /** It did not. */
        FAILED
    }
}
