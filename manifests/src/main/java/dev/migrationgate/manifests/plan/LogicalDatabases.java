package dev.migrationgate.manifests.plan;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.model.Format;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Spec;
import dev.migrationgate.manifests.yaml.Node;
import dev.migrationgate.manifests.yaml.ScalarType;
import java.util.List;

/**
 * The PostgreSQL databases of a Database manifest.
 *
 * @param first the one that applications are given access to: nothing in an application's manifest chooses among several
 * @param others the further ones, each once
 */
record LogicalDatabases(String first, List<String> others) {
    LogicalDatabases {
        others = List.copyOf(others);
    }

    /** Those that the manifest names; where it names none, one of its own name. */
    static LogicalDatabases of(Manifest database, Findings findings) {
        List<String> named = ((Spec.Database) database.spec())
                .databases().stream().distinct().toList();
        if (named.isEmpty()) {
            checkOwnName(database, findings);
            return new LogicalDatabases(database.id().name(), List.of());
        }
        checkNames(database, findings);
        return new LogicalDatabases(named.getFirst(), named.subList(1, named.size()));
    }

    private static void checkOwnName(Manifest database, Findings findings) {
        String name = database.id().name();
        if (!Format.IDENTIFIER.matches(name)) {
            String message = "'%s' becomes a PostgreSQL database and has to be %s"
                    .formatted(Finding.shown(name), Format.IDENTIFIER.described());
            String cure = "name the logical database in spec.databases";
            String[] path = {"metadata", "name"};
            Pair.find(database, findings, FindingCode.MALFORMED_IDENTIFIER, message, cure, path);
        }
    }

    /**
     * Once more: a known manifest may have been accepted before there was this rule. Of a posted one the same has been found,
     * in the same words.
     */
    private static void checkNames(Manifest database, Findings findings) {
        List<Node> entries = database.items("spec", "databases");
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof Node.Mapping entry
                    && entry.get("name").orElse(entry) instanceof Node.Scalar name
                    && name.type() != ScalarType.NOTHING
                    && !Format.IDENTIFIER.matches(name.text())) {
                findings.add(new Finding(
                        database.file(),
                        name.position(),
                        "spec.databases[" + i + "].name",
                        FindingCode.MALFORMED_IDENTIFIER,
                        Format.IDENTIFIER.refusal(name.text()),
                        Format.IDENTIFIER.cure(name.text())));
            }
        }
    }
}
