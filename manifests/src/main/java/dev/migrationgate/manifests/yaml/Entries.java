package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.LinkedHashMap;

/** The entries of one mapping while it is being read. A key that comes again is reported, and the first one counts. */
final class Entries {
    private final String file;
    private final Findings findings;
    private final LinkedHashMap<String, Node.Entry> entries = new LinkedHashMap<>();

    Entries(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void add(String key, Position keyPosition, Node value) {
        Node.Entry first = entries.putIfAbsent(key, new Node.Entry(keyPosition, value));
        if (first != null) {
            String shown = Finding.shown(key);
            String message = "'%s' was already written in line %d"
                    .formatted(shown, first.keyPosition().line());
            findings.add(file, keyPosition, shown, FindingCode.DUPLICATE_KEY, message, "keep one of the two");
        }
    }

    Node.Mapping mapping(Position position) {
        return new Node.Mapping(position, entries);
    }
}
