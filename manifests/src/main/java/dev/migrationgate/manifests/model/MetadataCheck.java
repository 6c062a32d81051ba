package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.yaml.Node;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Checks {@code metadata} and makes an identity of it. */
final class MetadataCheck {
    private final String file;
    private final Findings findings;

    MetadataCheck(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The identity; empty where there is no usable name. An identity with ancestors missing is still given. */
    Optional<ManifestId> identify(String kind, Optional<Kind> known, Node.Mapping root) {
        Optional<Node> node = root.get("metadata");
        if (!(node.orElse(null) instanceof Node.Mapping metadata)) {
            node.ifPresent(bad -> findings.add(
                    file, bad.position(), "metadata", FindingCode.WRONG_TYPE, "the metadata has to be a mapping"));
            return Optional.empty();
        }
        Optional<Kind> withPath = known.filter(each -> !each.paths().isEmpty());
        Map<String, String> path = readPath(metadata, withPath.isPresent() ? Format.NAME : Format.WIDE_NAME);
        withPath.ifPresent(each -> checkPath(each, metadata, path.keySet()));
        if (!metadata.entries().containsKey("name")) {
            String message = "'name' is missing";
            findings.add(file, metadata.position(), "metadata.name", FindingCode.MISSING_FIELD, message);
        }
        return Optional.ofNullable(path.remove("name")).map(name -> new ManifestId(kind, path, name));
    }

    private Map<String, String> readPath(Node.Mapping metadata, Format format) {
        var path = new LinkedHashMap<String, String>();
        metadata.entries().forEach((key, entry) -> {
            if (key.equals(ShapeCheck.COMPUTED)) {
                ShapeCheck.computed(file, entry.keyPosition(), "metadata." + key, findings);
                return;
            }
            Optional<String> value = Fields.text(entry.value()).filter(format::matches);
            if (value.isPresent() && Format.NAME.matches(key)) {
                path.put(key, value.get());
            } else {
                String message = "has to be " + format.described();
                String at = "metadata." + Finding.shown(key);
                findings.add(file, entry.value().position(), at, FindingCode.MALFORMED_NAME, message);
            }
        });
        return path;
    }

    private void checkPath(Kind kind, Node.Mapping metadata, Set<String> keys) {
        Set<String> wanted = kind.paths().stream()
                .max(Comparator.comparingLong((Set<String> path) ->
                        path.stream().filter(keys::contains).count()))
                .orElseThrow();
        metadata.entries().forEach((key, entry) -> {
            if (!key.equals("name") && !key.equals(ShapeCheck.COMPUTED) && !wanted.contains(key)) {
                String message = "the metadata of a %s has no such key".formatted(kind.text());
                String cure = Nearest.cure(key, wanted).orElseGet(() -> "it has name, " + listed(wanted));
                String path = "metadata." + Finding.shown(key);
                findings.add(file, entry.keyPosition(), path, FindingCode.METADATA_PATH, message, cure);
            }
        });
        wanted.stream()
                .filter(Predicate.not(metadata.entries()::containsKey))
                .sorted()
                .forEach(key -> findings.add(
                        file,
                        metadata.position(),
                        "metadata." + key,
                        FindingCode.METADATA_PATH,
                        "the metadata of a %s names its %s".formatted(kind.text(), key),
                        "add '" + key + "'"));
    }

    private static String listed(Set<String> keys) {
        return String.join(", ", new TreeSet<>(keys));
    }
}
