package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which DeploymentConfigs have to do with a manifest: by their application, or by what that refers to.
 *
 * <p>The references of a project and environment are gathered when a Secret or Database of it is first asked for, those to
 * builds when a BuildDefinition is: once, in time that grows with the DeploymentConfigs there, or with the applications. For
 * one catalogue that does not change, and one thread.
 */
public final class Dependents {
    private record Reference(Kind kind, String name) {}

    private record Build(Optional<String> organization, String name) {}

    private final Catalogue all;
    private final Pairs pairs;
    private final Map<Map<String, String>, Map<Reference, List<Manifest>>> places = new HashMap<>();
    private Optional<Map<Build, List<Manifest>>> builds = Optional.empty();

    /** Looks for dependents in a catalogue. */
    public Dependents(Catalogue all) {
        this.all = all;
        this.pairs = new Pairs(all);
    }

    /**
     * The DeploymentConfigs, as the catalogue has them.
     *
     * @param manifest any manifest, which need not be in the catalogue (any more)
     */
    public List<Manifest> configsOf(Manifest manifest) {
        return manifest.kind().map(kind -> configsOf(kind, manifest)).orElse(List.of());
    }

    private List<Manifest> configsOf(Kind kind, Manifest manifest) {
        return switch (kind) {
            case DEPLOYMENT_CONFIG ->
                Places.inProject(kind, manifest.id().name(), manifest, all).stream()
                        .filter(Planner::isComplete)
                        .toList();
            case APPLICATION -> pairs.configsOf(manifest);
            case EXTERNAL_APPLICATION ->
                Stream.concat(pairs.configsOf(manifest).stream(), builtFrom(manifest))
                        .toList();
            case BUILD_DEFINITION -> builtFrom(manifest).toList();
            case SECRET, DATABASE ->
                places.computeIfAbsent(manifest.id().ancestors(), this::references)
                        .getOrDefault(new Reference(kind, manifest.id().name()), List.of());
            case ORGANIZATION,
                    ORGANIZATIONAL_UNIT,
                    ENVIRONMENT,
                    PROJECT,
                    RELEASE_TRACK,
                    APPLICATION_SET,
                    ARTIFACT_REGISTRY,
                    GITHUB_CONNECTION,
                    GITHUB_REPOSITORY,
                    KUBERNETES,
                    ORGANIZATION_USER,
                    ORGANIZATION_USER_GROUP,
                    GITHUB_REPOSITORY_TEMPLATE -> List.of();
        };
    }

    private Map<Reference, List<Manifest>> references(Map<String, String> place) {
        var references = new HashMap<Reference, List<Manifest>>();
        for (Manifest config : all.within(Kind.DEPLOYMENT_CONFIG, place)) {
            for (Manifest application : pairs.applicationsOf(config)) {
                var spec = (Spec.Application) application.spec();
                Stream.concat(
                                spec.database().map(grant -> new Reference(Kind.DATABASE, grant.name())).stream(),
                                spec.secrets().keySet().stream().map(name -> new Reference(Kind.SECRET, name)))
                        .forEach(reference -> references
                                .computeIfAbsent(reference, _ -> new ArrayList<>())
                                .add(config));
            }
        }
        return references;
    }

    private Stream<Manifest> builtFrom(Manifest origin) {
        if (builds.isEmpty()) {
            builds = Optional.of(builds());
        }
        return builds.get().getOrDefault(build(origin.id(), origin.id().name()), List.of()).stream()
                .flatMap(application -> pairs.configsOf(application).stream());
    }

    private Map<Build, List<Manifest>> builds() {
        var found = new HashMap<Build, List<Manifest>>();
        Stream.of(Kind.APPLICATION, Kind.EXTERNAL_APPLICATION)
                .flatMap(kind -> all.all(kind).stream())
                .forEach(application -> {
                    var spec = (Spec.Application) application.spec();
                    Stream.concat(spec.buildDefinition().stream(), spec.source().stream())
                            .forEach(
                                    name -> found.computeIfAbsent(build(application.id(), name), _ -> new ArrayList<>())
                                            .add(application));
                });
        return found;
    }

    private static Build build(ManifestId within, String name) {
        return new Build(within.ancestor("organization"), name);
    }
}
