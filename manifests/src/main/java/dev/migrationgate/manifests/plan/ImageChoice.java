package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which image a service runs: the DeploymentConfig's own, else the ExternalApplication's, else the one that the
 * BuildDefinition makes. A reference that has neither tag nor digest gets the version as its tag, because "latest" could
 * be another image for the migration than for the service.
 */
final class ImageChoice {
    private final PlanSettings settings;
    private final Catalogue all;
    private final KnownNames names;
    private final Pair pair;
    private final Findings findings;

    ImageChoice(PlanSettings settings, Catalogue all, KnownNames names, Pair pair, Findings findings) {
        this.settings = settings;
        this.all = all;
        this.names = names;
        this.pair = pair;
        this.findings = findings;
    }

    Optional<String> serviceImage(String version, List<Manifest> sources) {
        Optional<String> built = builtImage(version, sources);
        return pair.configSpec()
                .container()
                .image()
                .map(image -> named(image, version))
                .or(() -> built);
    }

    /** The image that a DeploymentConfig names itself. */
    String named(String image, String version) {
        return pinned(tagged(image, version));
    }

    private static String tagged(String image, String version) {
        String lastPart = image.substring(image.lastIndexOf('/') + 1);
        return lastPart.contains(":") || lastPart.contains("@") ? image : image + ":" + version;
    }

    private Optional<String> builtImage(String version, List<Manifest> sources) {
        Spec.Application spec = pair.applicationSpec();
        if (spec.image().isPresent()) {
            return spec.image().map(image -> tagged(image, version));
        }
        if (!Dialects.checkOrigin(pair.application(), spec, findings)) {
            return Optional.empty();
        }
        String field = spec.buildDefinition().isPresent() ? "buildDefinition" : "source";
        Optional<String> name = spec.buildDefinition().or(spec::source);
        if (name.isEmpty()) {
            noImage("nothing says where the image comes from", "name a BuildDefinition in spec.source");
            return Optional.empty();
        }
        Optional<Manifest> origin = origin(name.get(), field);
        origin.ifPresent(sources::add);
        return origin.flatMap(manifest -> imageOf(manifest, version));
    }

    private Optional<Manifest> origin(String name, String field) {
        List<Manifest> found = Stream.of(Kind.BUILD_DEFINITION, Kind.EXTERNAL_APPLICATION)
                .flatMap(kind -> Places.inOrganization(kind, name, pair.application(), all).stream())
                // An ExternalApplication whose source has its own name means its build, not itself.
                .filter(manifest -> !manifest.id().equals(pair.application().id()))
                .toList();
        if (found.isEmpty()) {
            String message = "there is no BuildDefinition '" + name + "' in this organization, posted or known";
            String cure = names.near(name, names.inOrganization(Kind.BUILD_DEFINITION, pair.application()))
                    .or(() -> names.near(name, names.inOrganization(Kind.EXTERNAL_APPLICATION, pair.application())))
                    .map(KnownNames::guess)
                    .orElse("post it together with the application");
            pair.find(findings, FindingCode.UNRESOLVED_REFERENCE, message, cure, "spec", field);
        } else if (found.size() > 1) {
            String message = "several manifests are called '" + name + "': " + Pair.listed(found);
            String cure = "give them different names";
            pair.find(findings, FindingCode.AMBIGUOUS_REFERENCE, message, cure, "spec", field);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<String> imageOf(Manifest origin, String version) {
        return switch (origin.spec()) {
            case Spec.BuildDefinition build -> built(origin, build, version);
            case Spec.Application external -> {
                if (external.image().isEmpty()) {
                    noImage(origin.described() + " names no image", "write its spec.image");
                }
                yield external.image().map(image -> tagged(image, version));
            }
            case Spec.Database _, Spec.DeploymentConfig _, Spec.Other _ -> Optional.empty();
        };
    }

    private Optional<String> built(Manifest origin, Spec.BuildDefinition build, String version) {
        Optional<String> made = build.imageName();
        if (made.isEmpty() || build.registries().isEmpty()) {
            noImage(origin.described() + " makes no image", "give it containerize.name and containerize.registries");
            return Optional.empty();
        }
        Optional<String> wanted = pair.applicationSpec().container();
        if (wanted.isPresent() && !wanted.equals(made)) {
            String message = origin.described() + " makes no container of this name";
            String cure = "did you mean '" + made.get() + "'?";
            pair.find(findings, FindingCode.UNRESOLVED_REFERENCE, message, cure, "spec", "container");
            return Optional.empty();
        }
        return Optional.of(pinned(settings.imageOf(pair.id(), build.registries().getFirst(), made.get(), version)));
    }

    /** By digest where a build told it: a tag may be another image by the time that it is pulled. */
    private String pinned(String image) {
        return all.digestOf(image)
                .map(digest -> image.substring(0, image.lastIndexOf(':')) + "@" + digest)
                .orElse(image);
    }

    /** A DeploymentConfig that names the image itself needs no other. */
    private void noImage(String message, String cure) {
        if (pair.configSpec().container().image().isEmpty()) {
            pair.find(findings, FindingCode.NO_IMAGE, message, cure, "spec");
        }
    }
}
