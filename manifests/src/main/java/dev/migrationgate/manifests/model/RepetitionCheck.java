package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the items of a list that have, in a field in which they have to differ, what an earlier one has. */
final class RepetitionCheck {
    private final String file;
    private final Findings findings;

    RepetitionCheck(String file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    void check(List<Node> items, String field, String path) {
        Map<String, Node> seen = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Node.Mapping item
                    && item.get(field).orElse(item) instanceof Node.Scalar value
                    && value.type() != ScalarType.NOTHING) {
                Node first = seen.putIfAbsent(value.text(), value);
                if (first != null) {
                    repeated(value, first, path + "[" + i + "]." + field);
                }
            }
        }
    }

    private void repeated(Node.Scalar value, Node first, String path) {
        String message = "'%s' is in this list already, in line %d"
                .formatted(Finding.shown(value.text()), first.position().line());
        findings.add(file, value.position(), path, FindingCode.ITEM_TWICE, message, "keep one of the two");
    }
}
