package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which manifests belong to which, by their paths. Source: the format's reference, table of join keys. */
final class Places {
    private Places() {}

    /** The applications that a DeploymentConfig may be about. */
    static List<Manifest> applicationsOf(Manifest config, Catalogue all) {
        String name = config.id().name();
        return Stream.of(Kind.APPLICATION, Kind.EXTERNAL_APPLICATION)
                .flatMap(kind -> all.named(kind, name).stream())
                .filter(application -> belong(application, config))
                .toList();
    }

    /**
     * Whether a DeploymentConfig is about an application. An application in the release-track dialect has no environment;
     * its project is in its spec.
     */
    static boolean belong(Manifest application, Manifest config) {
        ManifestId id = application.id();
        Optional<String> project = id.ancestor("project").or(() -> ((Spec.Application) application.spec()).project());
        return same(id, config.id(), "organization")
                && same(id, config.id(), "organizational-unit")
                && (id.ancestor("environment").isEmpty() || same(id, config.id(), "environment"))
                && (project.isEmpty() || project.equals(config.id().ancestor("project")));
    }

    /** The manifests of a kind and name in the same project and environment as {@code beside}. */
    static List<Manifest> inProject(Kind kind, String name, Manifest beside, Catalogue all) {
        return all.named(kind, name).stream()
                .filter(manifest -> manifest.id().ancestors().equals(beside.id().ancestors()))
                .toList();
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
