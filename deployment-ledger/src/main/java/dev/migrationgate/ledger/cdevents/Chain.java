package dev.migrationgate.ledger.cdevents;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.FactReader;
import java.util.Optional;

/** What events belong together. */
final class Chain {
    private Chain() {}

    /** The merge that a request came from, if it did. */
    static Optional<Merge> merge(DeploymentRequested request) {
        return Merge.of((Fact.Requested) FactReader.read(request).fact());
    }

    /** The id of a request's chain: that of its merge, with all that follows from it, or one of its own. */
    static String of(DeploymentRequested request) {
        return merge(request).map(Merge::chain).orElseGet(() -> of(request.getDeploymentId()));
    }

    /** The id of a chain of one deployment. */
    static String of(String deployment) {
        return Names.of("chain", deployment);
    }
}
