package dev.migrationgate.cli.plan;

import dev.migrationgate.manifests.change.MergePlan;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.repository.CommitId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody would merge, and what would come of it.
 *
 * @param base the commit that it is compared with
 * @param plan what would deploy
 * @param reading what is wrong within the manifests, each by itself
 */
record Proposal(CommitId base, MergePlan plan, List<Finding> reading) {
    Proposal {
        reading = List.copyOf(reading);
    }

    /** All that is wrong, in reading order. */
    List<Finding> findings() {
        return Stream.concat(reading.stream(), plan.findings().stream())
                .distinct()
                .sorted(Finding.READING_ORDER)
                .toList();
    }

    /** Whether ingest would refuse the merge. */
    boolean isRefused() {
        return findings().stream().anyMatch(Finding::isError);
    }
}
