package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import dev.migrationgate.manifests.yaml.DocumentReader;
import dev.migrationgate.manifests.yaml.Limits;
import dev.migrationgate.manifests.yaml.Node;
import java.util.ArrayList;
import java.util.List;
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
        return reading(file, documents.read(file, text, findings), findings);
    }

    /**
     * Reads the manifests of a text that is announced as JSON: any other is refused, where {@link #read} would go on to read it
     * as YAML.
     *
     * @param file what findings call the text, such as a path
     * @param text any text
     */
    public Reading readJson(String file, String text) {
        var findings = new Findings();
        return reading(file, documents.readJson(file, text, findings), findings);
    }

    private static Reading reading(String file, List<Node> read, Findings findings) {
        List<Node> roots = read.stream().flatMap(ManifestReader::elements).toList();
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
     * Reads the manifests of a file that may as well be something else: a repository also holds workflows, charts and
     * settings of programs in YAML and JSON. Documents that are no manifests are passed over, whatever is wrong with them; one
     * that is nearly a manifest has its findings.
     *
     * @param file what findings call the file, such as its path
     * @param text any text
     */
    public Reading readAmongOthers(String file, String text) {
        if (!mayHoldManifests(text)) {
            return new Reading(List.of(), List.of());
        }
        var reading = new Findings();
        List<Node> roots = documents.read(file, text, reading).stream()
                .flatMap(ManifestReader::elements)
                .filter(Recognition::isManifest)
                .toList();
        var findings = new Findings();
        // Of a file that cannot be read, nobody can tell: it counts if it names our format anywhere.
        if (!roots.isEmpty() || Recognition.namesOurFormat(text)) {
            reading.sorted().forEach(findings::add);
        }
        var envelope = new Envelope(file, findings);
        List<Manifest> manifests =
                roots.stream().flatMap(root -> envelope.open(root).stream()).toList();
        return new Reading(manifests, findings.sorted());
    }

    /** Whether any document of a text may be a manifest: a quick look, before it is read. */
    public static boolean mayHoldManifests(String text) {
        return Recognition.mayHoldManifests(text);
    }

    private static Stream<Node> elements(Node document) {
        return document instanceof Node.Sequence sequence ? sequence.items().stream() : Stream.of(document);
    }
}
