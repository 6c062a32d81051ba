package dev.migrationgate.cli.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.change.AccessChange;
import dev.migrationgate.manifests.change.ApplicationChange;
import dev.migrationgate.manifests.change.Difference;
import dev.migrationgate.manifests.finding.SecretForms;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.SecretOptions;
import dev.migrationgate.manifests.plan.ContainerPlan;
import dev.migrationgate.manifests.plan.DeploymentPlan.MigrationPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A proposal in lines for people.
 *
 * @param lanes who is in the lanes
 */
record TextForm(Lanes lanes) {
    /** The lines. */
    List<String> lines(Proposal proposal) {
        var lines = new ArrayList<String>();
        Difference difference = proposal.plan().difference();
        lines.add("since %s: %d manifests added, %d changed, %d removed"
                .formatted(
                        proposal.base(),
                        difference.added().size(),
                        difference.changed().size(),
                        difference.removed().size()));
        proposal.plan().applications().forEach(change -> application(lines, change));
        difference.removed().stream().map(Manifest::id).forEach(id -> lines.add("removed: " + id));
        proposal.plan().withdrawn().forEach(id -> lines.add("withdrawn: " + id + "; what runs of it is left running"));
        proposal.findings().forEach(finding -> lines.add((finding.isError() ? "error: " : "warning: ") + finding));
        lines.add(verdict(proposal));
        // All of them, so that none is forgotten: nearly each quotes a manifest.
        lines.replaceAll(line -> printable(SecretForms.hidden(line)));
        return lines;
    }

    private void application(List<String> lines, ApplicationChange change) {
        String from = change.versionBefore().orElse("(new)");
        lines.add("%s: %s -> %s"
                .formatted(change.application(), from, change.after().version()));
        String causes = change.causes().stream().map(ManifestId::toString).collect(Collectors.joining(", "));
        lines.add("  because of: " + causes);
        lines.add("  service: " + container(change.after().service().container()));
        lines.add("  migration: "
                + change.after()
                        .migration()
                        .map(MigrationPlan::container)
                        .map(TextForm::container)
                        .orElse("none"));
        if (change.after().migration().isPresent()) {
            lines.add("  lane: " + change.after().lane());
            lines.add("    " + lanes.said(change.after().lane()));
        }
        for (AccessChange access : change.accessChanges()) {
            lines.add("  database access: %s: %s -> %s"
                    .formatted(access.field(), orNothing(access.before()), orNothing(access.after())));
        }
    }

    private static String container(ContainerPlan container) {
        List<String> words = Stream.concat(container.command().stream(), container.args().stream())
                .map(SecretOptions::hidden)
                .toList();
        return container.image() + (words.isEmpty() ? "" : ", runs: " + String.join(" ", words));
    }

    private static String verdict(Proposal proposal) {
        int count = proposal.plan().applications().size();
        String deploying = count == 0
                ? "nothing would deploy"
                : count == 1 ? "1 application would deploy" : count + " applications would deploy";
        return proposal.isRefused() ? "a merge would be refused: see the errors" : deploying;
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "nothing" : value;
    }

    /** What a user wrote may hold what moves the cursor, starts another line or turns its direction around. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }
}
