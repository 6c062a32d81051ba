package dev.migrationgate.ingest.build;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which applications an image may be of, and where each of them is deployed when a build arrives. Source: the format's reference, table of join keys
 * (CI build notification) and ReleaseTrack ({@code preReleaseStages}).
 *
 * @param known what was accepted before
 * @param environments environments that count although an application's metadata names its environment, or their stage an approval
 */
record BuildMatches(Catalogue known, Set<String> environments) {
    /**
     * The applications whose build makes a container of that name.
     *
     * @param buildDefinition the build's name, where it says it
     */
    Stream<Manifest> applications(String container, Optional<String> buildDefinition) {
        List<ManifestId> builds = known.all(Kind.BUILD_DEFINITION).stream()
                .filter(build -> build.spec() instanceof Spec.BuildDefinition spec
                        && spec.imageName().filter(container::equals).isPresent())
                .map(Manifest::id)
                .filter(id -> buildDefinition.isEmpty() || buildDefinition.get().equals(id.name()))
                .toList();
        return Stream.of(Kind.APPLICATION, Kind.EXTERNAL_APPLICATION)
                .flatMap(kind -> known.all(kind).stream())
                .filter(application -> builds.stream().anyMatch(build -> isBuiltBy(application, build, container)));
    }

    private static boolean isBuiltBy(Manifest application, ManifestId build, String container) {
        Spec.Application spec = (Spec.Application) application.spec();
        return spec.buildDefinition()
                        .or(spec::source)
                        .filter(build.name()::equals)
                        .isPresent()
                && spec.container().filter(name -> !name.equals(container)).isEmpty()
                && same(application.id(), build, "organization");
    }

    /** Whether a DeploymentConfig names the image itself, for its service or its migration; such a one deploys nothing, but is meant by its digest. */
    boolean isNamed(TaggedImage image) {
        Set<String> spellings = Set.of(image.repository(), image.toString());
        return known.all(Kind.DEPLOYMENT_CONFIG).stream()
                .flatMap(config -> config.spec() instanceof Spec.DeploymentConfig spec
                        ? Stream.concat(
                                spec.container().image().stream(),
                                spec
                                        .migration()
                                        .flatMap(each -> each.container().image())
                                        .stream())
                        : Stream.empty())
                .anyMatch(spellings::contains);
    }

    /** Its DeploymentConfigs, wherever they are; the planner has the last word on whether they belong to it. */
    Stream<Manifest> configs(Manifest application) {
        return known.named(Kind.DEPLOYMENT_CONFIG, application.id().name()).stream()
                .filter(config -> same(application.id(), config.id(), "organization")
                        && same(application.id(), config.id(), "organizational-unit"));
    }

    /** Whether a build that arrives is deployed there. */
    boolean deploys(Manifest application, Manifest config) {
        if (config.spec() instanceof Spec.DeploymentConfig spec
                && spec.container().image().isPresent()) {
            return false;
        }
        Optional<String> environment = config.id().ancestor("environment");
        if (application.id().ancestor("environment").isPresent()) {
            return environment.filter(environments::contains).isPresent();
        }
        Optional<Node> stage = firstStage(application.id());
        // Approvals are nothing that a build could bring; who lists the environment says that it needs none here.
        boolean open = stage.filter(BuildMatches::isApproved).isEmpty()
                || environment.filter(environments::contains).isPresent();
        return open
                && environment
                        .filter(name -> stage.map(BuildMatches::environments)
                                .filter(names -> names.contains(name))
                                .isPresent())
                        .isPresent();
    }

    private Optional<Node> firstStage(ManifestId application) {
        return application
                .ancestor("release-track")
                .flatMap(track -> known.named(Kind.RELEASE_TRACK, track).stream()
                        .filter(found -> same(application, found.id(), "organization")
                                && same(application, found.id(), "organizational-unit"))
                        .findFirst())
                .flatMap(track ->
                        track.items("spec", "preReleaseStages").stream().findFirst());
    }

    private static boolean isApproved(Node stage) {
        return stage instanceof Node.Mapping mapping
                && mapping.get("approvalPolicy").isPresent();
    }

    private static List<String> environments(Node stage) {
        return stage instanceof Node.Mapping mapping
                        && mapping.get("environments").orElse(stage) instanceof Node.Sequence names
                ? names.items().stream()
                        .flatMap(name -> name instanceof Node.Scalar scalar ? Stream.of(scalar.text()) : Stream.empty())
                        .toList()
                : List.of();
    }

    private static boolean same(ManifestId a, ManifestId b, String key) {
        return a.ancestor(key).equals(b.ancestor(key));
    }
}
