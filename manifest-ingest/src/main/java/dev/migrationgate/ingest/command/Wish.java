package dev.migrationgate.ingest.command;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is asked for, by whom and why.
 *
 * @param action what is asked for
 * @param verdict for {@link Action#RELEASE} alone
 * @param actor who asks: as they proved it, with their own words in brackets; those words alone where nobody has to prove
 *     anything
 * @param reason why
 */
public record Wish(Action action, Optional<Verdict> verdict, String actor, String reason) {
    /** The same wish, by somebody whom we name with more than their own words. */
    public Wish by(UnaryOperator<String> naming) {
        return new Wish(action, verdict, naming.apply(actor), reason);
    }

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
