package dev.migrationgate.ingest.source;

import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Draft;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.change.ApplicationChange;
import dev.migrationgate.manifests.change.MergePlan;
import dev.migrationgate.manifests.change.MergePlanner;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.repository.ManifestTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Drafts what a push comes to. Pure.
 *
 * @param planner decides which applications deploy
 * @param base the manifests of the commit that it is compared with; empty: with what was accepted
 * @param tree its manifests
 * @param head where the branch will be
 */
record PushDraft(MergePlanner planner, Optional<ManifestTree> base, ManifestTree tree, BranchHead head)
        implements Function<Catalogue, Draft> {
    @Override
    public Draft apply(Catalogue catalogue) {
        List<Manifest> known = MergePlanner.accepted(tree.manifests(), catalogue);
        MergePlan plan = planner.plan(base.map(ManifestTree::manifests).orElse(known), tree.manifests(), catalogue);
        var manifests = new ArrayList<Manifest>(plan.difference().accepted());
        manifests.addAll(missing(known, manifests));
        return new Draft(
                manifests,
                plan.difference().removedIds(),
                List.of(),
                Optional.of(head),
                plan.applications().stream().map(ApplicationChange::after).toList(),
                findings(plan));
    }

    /**
     * Manifests that nobody told of before, as the branch is new to us: later ones refer to them. Kinds that we do not know are in no
     * catalogue, so that they would be told with every push.
     */
    private List<Manifest> missing(List<Manifest> known, List<Manifest> told) {
        Set<ManifestId> there = ids(known);
        there.addAll(ids(told));
        return tree.manifests().stream()
                .filter(manifest -> manifest.kind().isPresent() && !there.contains(manifest.id()))
                .toList();
    }

    /** Errors of the whole tree, as an unreadable file may hold anything; warnings only about what the push brings. */
    private List<Finding> findings(MergePlan plan) {
        Set<String> files =
                plan.difference().accepted().stream().map(Manifest::file).collect(Collectors.toSet());
        var findings = new Findings();
        tree.findings().stream()
                .filter(finding -> finding.isError() || files.contains(finding.file()))
                .forEach(findings::add);
        plan.findings().forEach(findings::add);
        return findings.sorted();
    }

    private static Set<ManifestId> ids(List<Manifest> manifests) {
        return manifests.stream().map(Manifest::id).collect(Collectors.toSet());
    }
}
