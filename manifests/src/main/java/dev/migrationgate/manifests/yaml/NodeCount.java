package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.Optional;

/** How many nodes were read, of the document that is being read and of the whole text. */
final class NodeCount {
    private final Limits limits;
    private int ofDocument;
    private int ofText;

    NodeCount(Limits limits) {
        this.limits = limits;
    }

    void startDocument() {
        ofDocument = 0;
    }

    /** Counts further nodes, no more than a document may have. */
    void add(int nodes) {
        ofDocument += nodes;
        ofText += nodes;
    }

    /** Whether the document has more nodes than it may have. */
    boolean isBeyondDocument() {
        return ofDocument > limits.nodes();
    }

    /** Whether the text has more nodes than it may have. */
    boolean isBeyondText() {
        return ofText > limits.textNodes();
    }

    /** What to report of a text that has too many: it is about the whole text, and so has no path. */
    Finding beyondText(String file, Position position) {
        String message = "the documents together have more than %,d nodes".formatted(limits.textNodes());
        Optional<String> cure = Optional.of(DocumentReader.SPLIT);
        return new Finding(file, position, "", FindingCode.TOO_MANY_DOCUMENTS, message, cure);
    }
}
