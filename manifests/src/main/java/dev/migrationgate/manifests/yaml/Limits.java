package dev.migrationgate.manifests.yaml;

/**
 * How much a text may ask of us. Beyond a limit there is a finding, never an exception.
 *
 * @param documentBytes UTF-8 bytes of one document
 * @param documents documents in one text
 * @param depth levels of mappings and lists within each other
 * @param aliases aliases in one document
 * @param nodes nodes of one document after its aliases are replaced
 * @param characters characters of all keys and values of one document after its aliases are replaced
 * @param textNodes nodes of all documents in one text after their aliases are replaced; at least {@code nodes}
 */
public record Limits(
        int documentBytes, int documents, int depth, int aliases, int nodes, int characters, int textNodes) {
    /**
     * 256 KiB a document, 1,000 documents, depth 64, 50 aliases, 200,000 nodes, 1,048,576 characters, 500,000 nodes a text: 10 MiB of
     * ordinary manifests have some 350,000.
     */
    public static final Limits DEFAULT = new Limits(256 * 1024, 1_000, 64, 50, 200_000, 1024 * 1024, 500_000);

    /**
     * The same for {@link CanonicalJson} of what was accepted, which may be longer than what was posted: aliases are replaced in it, and
     * words have quotes. No record of the topic holds more than 2 MiB.
     */
    public static final Limits ACCEPTED = new Limits(
            2 * 1024 * 1024,
            1,
            DEFAULT.depth(),
            DEFAULT.aliases(),
            DEFAULT.nodes(),
            DEFAULT.characters(),
            DEFAULT.textNodes());

    /**
     * Refuses limits below 1 with {@link IllegalArgumentException}, and a text that may have fewer nodes than a document of it.
     */
    public Limits {
        int least = Math.min(Math.min(documentBytes, documents), Math.min(depth, nodes));
        if (Math.min(least, characters) < 1 || aliases < 0) {
            throw new IllegalArgumentException("limits have to be positive");
        }
        if (textNodes < nodes) {
            throw new IllegalArgumentException("a text has to be allowed the nodes of one document");
        }
    }
}
