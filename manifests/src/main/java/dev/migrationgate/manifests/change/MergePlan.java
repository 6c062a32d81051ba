package dev.migrationgate.manifests.change;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;

/**
 * What a merge does.
 *
 * @param difference which manifests it adds, changes and removes
 * @param applications what deploys because of it, in the order of the application ids' text
 * @param withdrawn applications whose DeploymentConfig it removes: nothing deploys them any more, what runs is left running
 * @param findings what is wrong between the manifests, in reading order; with an error among them nothing may be deployed
 */
public record MergePlan(
        Difference difference,
        List<ApplicationChange> applications,
        List<ApplicationId> withdrawn,
        List<Finding> findings) {
    /** Copies the lists. */
    public MergePlan {
        applications = List.copyOf(applications);
        withdrawn = List.copyOf(withdrawn);
        findings = List.copyOf(findings);
    }

    /** What to deploy, in the same order. */
    public List<DeploymentPlan> plans() {
        return applications.stream().map(ApplicationChange::after).toList();
    }

    /** Whether any finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
