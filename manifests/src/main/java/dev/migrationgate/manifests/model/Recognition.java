package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * Tells manifests, and what was meant to be one, from the other documents of a repository.
 *
 * <p>A manifest has our {@code apiVersion} or nearly that, under this or a misspelt name, or it is of some kind and belongs to an
 * organization: Kubernetes' documents have kinds and metadata, too, but no organization.
 */
final class Recognition {
    private static final String FORMAT = "lowops.";
    private static final String ORGANIZATION = "organization";

    private Recognition() {}

    /** Whether a document is a manifest, or was meant to be. */
    static boolean isManifest(Node document) {
        if (!(document instanceof Node.Mapping root)) {
            return false;
        }
        boolean ours = root.entries().values().stream()
                .flatMap(entry -> Fields.text(entry.value()).stream())
                .anyMatch(Recognition::isNearlyOurs);
        return ours || (root.get("kind").isPresent() && belongsToOrganization(root));
    }

    /** Whether a text, as a whole, is about our format. */
    static boolean namesOurFormat(String text) {
        return text.contains(FORMAT);
    }

    /** Whether {@link #isManifest} may be true of any document of a text. */
    static boolean mayHoldManifests(String text) {
        return text.contains(FORMAT) || text.contains(ORGANIZATION) || text.contains("manifests.v");
    }

    private static boolean isNearlyOurs(String text) {
        return text.startsWith(FORMAT)
                || Nearest.to(text, List.of(Manifest.API_VERSION)).isPresent();
    }

    private static boolean belongsToOrganization(Node.Mapping root) {
        Optional<Fields> metadata = root.get("metadata").flatMap(Fields::struct);
        return metadata.filter(fields -> fields.has(ORGANIZATION)).isPresent();
    }
}
