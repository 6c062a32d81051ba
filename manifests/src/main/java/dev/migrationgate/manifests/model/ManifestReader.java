package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.DocumentReader;
import dev.migrationgate.manifests.yaml.Limits;
import dev.migrationgate.manifests.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads manifests from YAML or JSON: any number of documents, each a manifest or a list of manifests.
 *
 * <p>It keeps nothing between texts and may be used by several threads. It throws nothing on account of a text.
 */
public final class ManifestReader {
    private final DocumentReader documents;

    /** Makes a reader with {@link Limits#DEFAULT}. */
    public ManifestReader() {
        this(Limits.DEFAULT);
    }

    /** Makes a reader with other limits. */
    public ManifestReader(Limits limits) {
        this.documents = new DocumentReader(limits);
    }

    /**
     * Reads the manifests of one text.
     *
     * @param file what findings call the text, such as a path
     * @param text any text
     */
    public Reading read(String file, String text) {
        var findings = new Findings();
        List<Node> roots = documents.read(file, text, findings).stream()
                .flatMap(ManifestReader::elements)
                .toList();
        if (roots.isEmpty() && !findings.hasErrors()) {
            findings.add(file, Position.START, "", FindingCode.NOTHING, "there is no manifest in this text");
        }
        var manifests = new ArrayList<Manifest>();
        var envelope = new Envelope(file, findings);
        for (Node root : roots) {
            envelope.open(root).ifPresent(manifests::add);
        }
        return new Reading(manifests, findings.sorted());
    }

    /**
     * What keeps a text from being JSON, if anything: {@link #read} would go on to read it as YAML.
     *
     * @param file what the finding calls the text, such as a path
     * @param text any text
     */
    public Optional<Finding> jsonProblem(String file, String text) {
        return documents.jsonProblem(file, text);
    }

    private static Stream<Node> elements(Node document) {
        return document instanceof Node.Sequence sequence ? sequence.items().stream() : Stream.of(document);
    }
}
