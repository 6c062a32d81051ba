package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Nearest;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.Optional;

/** Checks what all manifests have in common, and tells which manifest it is. */
final class Envelope {
    private static final List<String> FIELDS = List.of("apiVersion", "kind", "metadata", "spec");

    private final String file;
    private final Findings findings;

    Envelope(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** The manifest, if at least its kind and path can be read. */
    Optional<Manifest> open(Node node) {
        if (!(node instanceof Node.Mapping root)) {
            String message = "a manifest is a mapping, this is " + node.described();
            findings.add(file, node.position(), "", FindingCode.NOT_A_MANIFEST, message);
            return Optional.empty();
        }
        checkFields(root);
        new SecretCheck(file, findings).check(root);
        checkApiVersion(root);
        Optional<String> kind = kind(root);
        Optional<Kind> known = kind.flatMap(Kind::of);
        checkSpec(root, known);
        Optional<ManifestId> id = kind.flatMap(text -> new MetadataCheck(file, findings).identify(text, known, root));
        return id.map(identity -> new Manifest(identity, known, Specs.read(known, root), file, root));
    }

    private void checkFields(Node.Mapping root) {
        root.entries().forEach((key, entry) -> {
            Position position = entry.keyPosition();
            if (key.equals(ShapeCheck.COMPUTED)) {
                ShapeCheck.computed(file, position, key, findings);
            } else if (!FIELDS.contains(key)) {
                String message = "a manifest has no such field; it is kept and has no effect";
                String cure = Nearest.cure(key, FIELDS).orElse("a manifest has " + String.join(", ", FIELDS));
                findings.add(file, position, Finding.shown(key), FindingCode.UNKNOWN_FIELD, message, cure);
            }
        });
        for (String field : FIELDS) {
            if (!new Fields(root).has(field)) {
                findings.add(file, root.position(), field, FindingCode.MISSING_FIELD, "'" + field + "' is missing");
            }
        }
    }

    private void checkApiVersion(Node.Mapping root) {
        root.get("apiVersion").filter(node -> !(node instanceof Node.Scalar)).ifPresent(node -> {
            String message = "this is " + node.described() + " where text belongs";
            String cure = "write '" + Manifest.API_VERSION + "'";
            findings.add(file, node.position(), "apiVersion", FindingCode.WRONG_TYPE, message, cure);
        });
        new Fields(root)
                .text("apiVersion")
                .filter(version -> !version.equals(Manifest.API_VERSION))
                .ifPresent(version -> findings.add(
                        file,
                        root.get("apiVersion").map(Node::position).orElse(root.position()),
                        "apiVersion",
                        FindingCode.UNKNOWN_API_VERSION,
                        "we do not know this version of the format",
                        "write '" + Manifest.API_VERSION + "'"));
    }

    private Optional<String> kind(Node.Mapping root) {
        Optional<Node> node = root.get("kind");
        Optional<String> kind = new Fields(root).text("kind");
        if (node.isEmpty() || kind.filter(Format.NAME::matches).isEmpty()) {
            node.ifPresent(bad -> findings.add(
                    file,
                    bad.position(),
                    "kind",
                    FindingCode.WRONG_TYPE,
                    "the kind has to be a name like Application"));
            return Optional.empty();
        }
        if (kind.flatMap(Kind::of).isEmpty()) {
            Position position = node.get().position();
            Nearest.cure(kind.get(), Kind.texts())
                    .ifPresentOrElse(
                            cure -> findings.add(
                                    file, position, "kind", FindingCode.MISSPELT_KIND, "there is no such kind", cure),
                            () -> findings.add(
                                    file,
                                    position,
                                    "kind",
                                    FindingCode.UNKNOWN_KIND,
                                    "we do not know this kind; it is kept and has no effect"));
        }
        return kind;
    }

    private void checkSpec(Node.Mapping root, Optional<Kind> kind) {
        root.get("spec").ifPresent(spec -> {
            Shape shape = kind.flatMap(Shapes::of).map(Shape.class::cast).orElseGet(Shape.Anything::new);
            new ShapeCheck(file, findings).check(spec, shape, "spec");
        });
    }
}
