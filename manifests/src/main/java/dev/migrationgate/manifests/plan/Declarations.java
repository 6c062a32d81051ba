package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that what manifests name as their surroundings is declared: the ancestors in their metadata, projects, registries and
 * the environments of a release track. No deployment needs these, and whoever declares none of a kind need not begin to:
 * a name is looked for only where its organization declares others of its kind.
 *
 * <p>Source: the format's reference, section 1.1. For one request, and one thread.
 */
final class Declarations {
    /** A key of the metadata, and what it names. */
    private record Ancestor(String key, Kind kind) {}

    private static final List<Ancestor> ANCESTORS = List.of(
            new Ancestor("organizational-unit", Kind.ORGANIZATIONAL_UNIT),
            new Ancestor("environment", Kind.ENVIRONMENT),
            new Ancestor("project", Kind.PROJECT),
            new Ancestor("release-track", Kind.RELEASE_TRACK),
            new Ancestor("application-set", Kind.APPLICATION_SET),
            new Ancestor("github-connection", Kind.GITHUB_CONNECTION),
            new Ancestor("github-repository", Kind.GITHUB_REPOSITORY));
    private static final List<String> STAGES = List.of("preReleaseStages", "releaseStages", "hotfixStages");
    private static final List<String> ORGANIZATION = List.of("organization");
    private static final List<String> UNIT = List.of("organization", "organizational-unit");

    private final Catalogue all;
    private final KnownNames names;
    private final Findings findings;
    /** Those that are declared nowhere, for each path: most manifests share theirs with many. */
    private final Map<Map<String, String>, List<Ancestor>> undeclared = new HashMap<>();

    Declarations(Catalogue all, KnownNames names, Findings findings) {
        this.all = all;
        this.names = names;
        this.findings = findings;
    }

    void check(Manifest manifest) {
        undeclared
                .computeIfAbsent(manifest.id().ancestors(), this::undeclaredOf)
                .forEach(ancestor -> manifest.value("metadata", ancestor.key())
                        .ifPresent(node -> report(manifest, ancestor.kind(), node, "metadata." + ancestor.key())));
        switch (manifest.spec()) {
            case Spec.Application _
            when manifest.id().ancestor("project").isEmpty() ->
                checkValue(manifest, Kind.PROJECT, UNIT, "spec", "project");
            case Spec.BuildDefinition _ -> checkRegistries(manifest);
            case Spec.Other _
            when manifest.is(Kind.RELEASE_TRACK) -> STAGES.forEach(field -> checkStages(manifest, field));
            case Spec.Application _, Spec.Database _, Spec.DeploymentConfig _, Spec.Other _ -> {
                // They name nothing else that surrounds them.
            }
        }
    }

    private List<Ancestor> undeclaredOf(Map<String, String> path) {
        return ANCESTORS.stream()
                .filter(ancestor -> Optional.ofNullable(path.get(ancestor.key()))
                        .filter(name -> !isDeclared(ancestor.kind(), name, path))
                        .isPresent())
                .toList();
    }

    private boolean isDeclared(Kind kind, String name, Map<String, String> path) {
        Set<String> keys = kind.paths().getFirst();
        var above = new LinkedHashMap<>(path);
        above.keySet().retainAll(keys);
        return above.size() < keys.size()
                // By identity: thousands of units may have a project of one name.
                || all.at(new ManifestId(kind.text(), above, name)).isPresent();
    }

    private void checkRegistries(Manifest build) {
        checkItems(
                build,
                Kind.ARTIFACT_REGISTRY,
                ORGANIZATION,
                build.items("spec", "containerize", "registries"),
                "spec.containerize.registries");
        checkValue(build, Kind.ARTIFACT_REGISTRY, ORGANIZATION, "spec", "publish", "registry");
    }

    private void checkStages(Manifest track, String field) {
        List<Node> stages = track.items("spec", field);
        for (int i = 0; i < stages.size(); i++) {
            Optional<Node> environments =
                    stages.get(i) instanceof Node.Mapping stage ? stage.get("environments") : Optional.empty();
            if (environments.orElse(track.root()) instanceof Node.Sequence list) {
                checkItems(track, Kind.ENVIRONMENT, UNIT, list.items(), "spec." + field + "[" + i + "].environments");
            }
        }
    }

    private void checkValue(Manifest manifest, Kind kind, List<String> shared, String... path) {
        manifest.value(path).ifPresent(node -> checkNode(manifest, kind, shared, node, String.join(".", path)));
    }

    private void checkItems(Manifest manifest, Kind kind, List<String> shared, List<Node> items, String path) {
        for (int i = 0; i < items.size(); i++) {
            checkNode(manifest, kind, shared, items.get(i), path + "[" + i + "]");
        }
    }

    /** Looks for a manifest that shares some of its ancestors with the one that names it. */
    private void checkNode(Manifest manifest, Kind kind, List<String> shared, Node node, String path) {
        if (node instanceof Node.Scalar name
                && !name.text().isEmpty()
                && all.named(kind, name.text()).stream()
                        .noneMatch(found -> shared.stream()
                                .allMatch(key -> found.id()
                                        .ancestor(key)
                                        .equals(manifest.id().ancestor(key))))) {
            report(manifest, kind, node, path);
        }
    }

    private void report(Manifest manifest, Kind kind, Node node, String path) {
        if (node instanceof Node.Scalar name
                && !names.inOrganization(kind, manifest).isEmpty()) {
            String message =
                    "no manifest declares this %s, though others of its kind are declared".formatted(kind.text());
            String cure = names.cure(
                    name.text(),
                    names.inOrganization(kind, manifest),
                    "mend the name, or post the manifest that declares it");
            Pair.findAt(node, manifest, findings, FindingCode.UNDECLARED, message, cure, path);
        }
    }
}
