package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An application and the DeploymentConfig of its name in one environment: together they make a deployment.
 *
 * @param application the Application or ExternalApplication
 * @param config the DeploymentConfig, whose path is complete
 */
record Pair(Manifest application, Manifest config) {
    private static final int MOST_LISTED = 3;

    ApplicationId id() {
        return id(config);
    }

    /** What a DeploymentConfig deploys; its path is complete. */
    static ApplicationId id(Manifest config) {
        ManifestId path = config.id();
        return new ApplicationId(
                path.ancestor("organization").orElseThrow(),
                path.ancestor("organizational-unit").orElseThrow(),
                path.ancestor("environment").orElseThrow(),
                path.ancestor("project").orElseThrow(),
                path.name());
    }

    Spec.Application applicationSpec() {
        return (Spec.Application) application.spec();
    }

    Spec.DeploymentConfig configSpec() {
        return (Spec.DeploymentConfig) config.spec();
    }

    /** Adds a finding about a field of the application's spec. */
    void find(Findings findings, FindingCode code, String message, String cure, String... path) {
        find(application, findings, code, message, cure, path);
    }

    /** The first of them, and how many more: there may be thousands, for each of thousands of findings. */
    static String listed(List<Manifest> manifests) {
        String first = manifests.stream()
                .limit(MOST_LISTED)
                .map(each -> each.id().toString())
                .collect(Collectors.joining(", "));
        return manifests.size() > MOST_LISTED ? first + " and " + (manifests.size() - MOST_LISTED) + " more" : first;
    }

    static void find(
            Manifest manifest, Findings findings, FindingCode code, String message, String cure, String... path) {
        findings.add(manifest.file(), manifest.at(path), String.join(".", path), code, message, cure);
    }

    /** Adds a finding about one node of a manifest, which stands in a list. */
    static void findAt(
            Node node,
            Manifest manifest,
            Findings findings,
            FindingCode code,
            String message,
            String cure,
            String path) {
        findings.add(manifest.file(), node.position(), path, code, message, cure);
    }
}
