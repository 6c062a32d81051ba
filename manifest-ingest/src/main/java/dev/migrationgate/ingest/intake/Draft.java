package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request comes to, before it is decided whether it is accepted.
 *
 * @param manifests manifests to keep
 * @param removed manifests to forget
 * @param images images to keep
 * @param head the branch's new head, for a push
 * @param plans what to deploy
 * @param findings what is wrong; one error, and nothing of all this is accepted
 */
public record Draft(
        List<Manifest> manifests,
        List<ManifestId> removed,
        List<SeenImage> images,
        Optional<BranchHead> head,
        List<DeploymentPlan> plans,
        List<Finding> findings) {
    /** Copies the lists. */
    public Draft {
        manifests = List.copyOf(manifests);
        removed = List.copyOf(removed);
        images = List.copyOf(images);
        plans = List.copyOf(plans);
        findings = List.copyOf(findings);
    }

    /** Manifests that were posted, and what they ask for. */
    public static Draft posted(List<Manifest> manifests, List<DeploymentPlan> plans, List<Finding> findings) {
        return new Draft(manifests, List.of(), List.of(), Optional.empty(), plans, findings);
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }

    Draft withPlans(List<DeploymentPlan> others) {
        return new Draft(manifests, removed, images, head, others, findings);
    }

    Draft withFindings(List<Finding> further) {
        List<Finding> all = Stream.concat(findings.stream(), further.stream())
                .sorted(Finding.READING_ORDER)
                .toList();
        return new Draft(manifests, removed, images, head, plans, all);
    }
}
