package dev.migrationgate.manifests.yaml;

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
}
