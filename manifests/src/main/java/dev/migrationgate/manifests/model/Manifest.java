package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.CanonicalJson;
import dev.migrationgate.manifests.yaml.Node;
import java.util.List;
import java.util.Optional;

/**
 * One manifest, read and whole: fields that we do not know are kept in {@code root}.
 *
 * @param id its identity
 * @param kind its kind, if that is one we know
 * @param spec what it asks for
 * @param file the file that it was read from
 * @param root the document
 */
public record Manifest(ManifestId id, Optional<Kind> kind, Spec spec, String file, Node.Mapping root) {
    /** Its content as JSON in a form that equal manifests share; {@link ManifestReader} reads it back. */
    public String canonical() {
        return CanonicalJson.of(root);
    }

    /** The digest of {@link #canonical()}. */
    public Digest digest() {
        return Digest.of(canonical());
    }

    /** Whether it is of that kind. */
    public boolean is(Kind other) {
        return kind.filter(other::equals).isPresent();
    }

    /**
     * Where a field stands, for a finding: the field's value, or the innermost part of the path that is there.
     *
     * @param path field names, from the document's root
     */
    public Position at(String... path) {
        Node node = root;
        for (String name : path) {
            Optional<Node> inner = node instanceof Node.Mapping mapping ? mapping.get(name) : Optional.empty();
            if (inner.isEmpty()) {
                break;
            }
            node = inner.get();
        }
        return node.position();
    }

    /**
     * The elements of a list, for findings about one of them; none where there is no list.
     *
     * @param path field names, from the document's root
     */
    public List<Node> items(String... path) {
        Optional<Node> node = Optional.of(root);
        for (String name : path) {
            node = node.flatMap(outer -> outer instanceof Node.Mapping mapping ? mapping.get(name) : Optional.empty());
        }
        return node.map(list -> list instanceof Node.Sequence sequence ? sequence.items() : List.<Node>of())
                .orElse(List.of());
    }

    /** Its kind and name, for messages. */
    public String described() {
        return id.kind() + " '" + id.name() + "'";
    }
}
