package dev.migrationgate.ingest.redeploy;

import java.util.function.UnaryOperator;

/**
 * What somebody wants to have deployed again.
 *
 * @param deployment id of the deployment
 * @param place where its request lies
 * @param skip whether its migration is left out; otherwise it runs again
 * @param reason why, in their words
 * @param actor who asks: as they proved it, with their own words in brackets; those words alone where nobody has to prove anything
 * @param dryRun whether it is only looked at, and nothing published
 */
public record Wanted(String deployment, Place place, boolean skip, String reason, String actor, boolean dryRun) {
    /** The same, asked for by somebody whom we name with more than their own words. */
    public Wanted by(UnaryOperator<String> naming) {
        return new Wanted(deployment, place, skip, reason, naming.apply(actor), dryRun);
    }
}
