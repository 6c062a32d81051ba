package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.util.List;
import java.util.Optional;

/** Which manifests belong to which, by their paths. Source: the format's reference, table of join keys. */
final class Places {
    private Places() {}

    /**
     * Whether a DeploymentConfig is about an application. An application in the release-track dialect has no environment;
     * its project is in its spec.
     */
    static boolean belong(Manifest application, Manifest config) {
        ManifestId id = application.id();
        Optional<String> project = Pairs.project(application);
        return same(id, config.id(), "organization")
                && same(id, config.id(), "organizational-unit")
                && (id.ancestor("environment").isEmpty() || same(id, config.id(), "environment"))
                && (project.isEmpty() || project.equals(config.id().ancestor("project")));
    }

    /** The manifest of a kind and name in the same project and environment as {@code beside}. */
    static Optional<Manifest> inProject(Kind kind, String name, Manifest beside, Catalogue all) {
        // What cannot be a name has been reported, and is the name of nothing.
        return Format.NAME.matches(name)
                ? all.at(new ManifestId(kind.text(), beside.id().ancestors(), name))
                : Optional.empty();
    }

    /** The manifests of a kind and name in the same organization as {@code beside}. */
    static List<Manifest> inOrganization(Kind kind, String name, Manifest beside, Catalogue all) {
        return all.named(kind, name).stream()
                .filter(manifest -> same(manifest.id(), beside.id(), "organization"))
                .toList();
    }

    private static boolean same(ManifestId a, ManifestId b, String key) {
        return a.ancestor(key).equals(b.ancestor(key));
    }
}
