package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.finding.Position;
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
 * @param content what follows from the root
 */
public record Manifest(
        ManifestId id, Optional<Kind> kind, Spec spec, String file, Node.Mapping root, Canonical content) {
    /** What every manifest has as its {@code apiVersion}. */
    public static final String API_VERSION = "lowops.manifests.v1";

    /** A manifest whose canonical text is made when it is asked for. */
    public Manifest(ManifestId id, Optional<Kind> kind, Spec spec, String file, Node.Mapping root) {
        this(id, kind, spec, file, root, new Canonical(root));
    }

    /** Its content as JSON in a form that equal manifests share; {@link ManifestReader} reads it back. */
    public String canonical() {
        return content.text();
    }

    /** The digest of {@link #canonical()}. */
    public Digest digest() {
        return content.digest();
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
        return value(path)
                .map(list -> list instanceof Node.Sequence sequence ? sequence.items() : List.<Node>of())
                .orElse(List.of());
    }

    /**
     * The value of a field, if it is there.
     *
     * @param path field names, from the document's root
     */
    public Optional<Node> value(String... path) {
        Optional<Node> node = Optional.of(root);
        for (String name : path) {
            node = node.flatMap(outer -> outer instanceof Node.Mapping mapping ? mapping.get(name) : Optional.empty());
        }
        return node;
    }

    /** Its kind and name, for messages. */
    public String described() {
        return id.kind() + " '" + id.name() + "'";
    }
}
