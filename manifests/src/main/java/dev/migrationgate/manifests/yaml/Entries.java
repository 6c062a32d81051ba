package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.LinkedHashMap;

/** The entries of one mapping while it is being read. A key that comes again is reported, and the first one counts. */
final class Entries {
    private final String file;
    private final Trail trail;
    private final Findings findings;
    private final LinkedHashMap<String, Node.Entry> entries = new LinkedHashMap<>();

    /** Makes the entries of the mapping that {@code trail} is in. */
    Entries(String file, Trail trail, Findings findings) {
        this.file = file;
        this.trail = trail;
        this.findings = findings;
    }

    /** Adds the entry whose key {@code trail} stands at. */
    void add(String key, Position keyPosition, Node value) {
        Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyPosition, value));
        if (first != null) {
            String message = "'%s' was already written in line %d"
                    .formatted(Finding.shown(key), first.keyPosition().line());
            findings.add(file, keyPosition, trail.path(), FindingCode.DUPLICATE_KEY, message, "keep one of the two");
        }
    }

    Node.Mapping mapping(Position position) {
        return new Node.Mapping(position, entries);
    }
}
