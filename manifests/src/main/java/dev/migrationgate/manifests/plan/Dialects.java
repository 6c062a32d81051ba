package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where one manifest says one thing in two dialects, both have to say the same.
 *
 * <p>Source: the format's reference, section 3.
 */
final class Dialects {
    private static final String NESTED = "alloydb";

    /** What a Database may say on the outside, or within {@link #NESTED}. */
    private static final List<List<String>> SIZES = List.of(
            List.of("cpuCount"),
            List.of("clusterSize"),
            List.of("backupConfig", "enabled"),
            List.of("backupConfig", "quantityBasedRetention"));

    private Dialects() {}

    static void check(Manifest manifest, Findings findings) {
        switch (manifest.spec()) {
            case Spec.Application application -> {
                checkOrigin(manifest, application, findings);
                checkProject(manifest, application, findings);
            }
            case Spec.Database _ -> SIZES.forEach(field -> checkSize(manifest, field, findings));
            case Spec.BuildDefinition _, Spec.DeploymentConfig _, Spec.Other _ -> {
                // They have one dialect.
            }
        }
    }

    /** Whether an application names one origin of its image, or none. */
    static boolean checkOrigin(Manifest manifest, Spec.Application application, Findings findings) {
        boolean agree = agree(application.source(), application.buildDefinition());
        if (!agree) {
            String message = "source and buildDefinition are two spellings of one thing, and name different ones";
            conflict(manifest, findings, message, "keep one of the two", "spec", "source");
        }
        return agree;
    }

    static void checkProject(Manifest manifest, Spec.Application application, Findings findings) {
        if (!agree(manifest.id().ancestor("project"), application.project())) {
            String message = "spec.project and metadata.project name different projects";
            conflict(manifest, findings, message, "make them equal", "spec", "project");
        }
    }

    private static void checkSize(Manifest manifest, List<String> field, Findings findings) {
        String[] flat = path(List.of("spec"), field);
        String[] nested = path(List.of("spec", NESTED), field);
        if (!agree(scalar(manifest, flat), scalar(manifest, nested))) {
            String message = "%s and %s are two spellings of one thing, and differ"
                    .formatted(String.join(".", flat), String.join(".", nested));
            conflict(manifest, findings, message, "keep one of the two", nested);
        }
    }

    private static String[] path(List<String> outer, List<String> field) {
        return Stream.concat(outer.stream(), field.stream()).toArray(String[]::new);
    }

    private static Optional<String> scalar(Manifest manifest, String... path) {
        return manifest.value(path)
                .filter(value -> value instanceof Node.Scalar scalar && scalar.type() != ScalarType.NOTHING)
                .map(value -> ((Node.Scalar) value).text());
    }

    private static boolean agree(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static void conflict(Manifest manifest, Findings findings, String message, String cure, String... path) {
        Pair.find(manifest, findings, FindingCode.CONFLICTING_DIALECTS, message, cure, path);
    }
}
