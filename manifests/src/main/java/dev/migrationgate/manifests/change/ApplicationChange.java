package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;
import java.util.Optional;

/**
 * An application of an environment that deploys because of a merge.
 *
 * @param before how it was deployed so far; empty: not at all
 * @param after how it will be deployed
 * @param causes the manifests that differ and have to do with it
 */
public record ApplicationChange(Optional<DeploymentPlan> before, DeploymentPlan after, List<ManifestId> causes) {
    /** Copies the list. */
    public ApplicationChange {
        causes = List.copyOf(causes);
    }

    /** What deploys, and where. */
    public ApplicationId application() {
        return after.application();
    }

    /** The version so far, as its manifest writes it. */
    public Optional<String> versionBefore() {
        return before.map(DeploymentPlan::version);
    }

    /** What changes about its access to a database; all of it where there was none, nothing where none is affected. */
    public List<AccessChange> accessChanges() {
        return AccessChange.between(before.flatMap(DeploymentPlan::database), after.database());
    }
}
