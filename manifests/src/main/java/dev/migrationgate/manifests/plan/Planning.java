package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.Finding;
import java.util.List;

/**
 * What came of planning.
 *
 * @param plans one plan for each application and environment that the posted manifests touch; only of use if no finding
 *     is an error
 * @param findings what is wrong between the manifests, in reading order
 */
public record Planning(List<DeploymentPlan> plans, List<Finding> findings) {
    /** Copies the lists. */
    public Planning {
        plans = List.copyOf(plans);
        findings = List.copyOf(findings);
    }

    /** Whether any finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
