package dev.migrationgate.ingest.redeploy;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What somebody wants to have deployed again.
 *
 * @param deployment id of the deployment
 * @param place where its request lies
 * @param skip whether its migration is left out; otherwise it runs again
 * @param into environment whose service of the same name gets it; absent: the one that it was recorded in
 * @param reason why, in their words
 * @param actor who asks: as they proved it, with their own words in brackets; those words alone where nobody has to prove anything
 * @param dryRun whether it is only looked at, and nothing published
 */
public record Wanted(
        String deployment,
        Place place,
        boolean skip,
        Optional<String> into,
        String reason,
        String actor,
        boolean dryRun) {
    /** The same in the environment that it was recorded in. */
    Wanted whereItWas() {
        return new Wanted(deployment, place, skip, Optional.empty(), reason, actor, dryRun);
    }

    /** The same, asked for by somebody whom we name with more than their own words. */
    public Wanted by(UnaryOperator<String> naming) {
        return new Wanted(deployment, place, skip, into, reason, naming.apply(actor), dryRun);
    }
}
