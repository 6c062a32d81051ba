package dev.migrationgate.access.connection;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.yaml.DocumentReader;
import dev.migrationgate.manifests.yaml.Limits;
import dev.migrationgate.manifests.yaml.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the file: one YAML document, a mapping. */
public final class ConnectionsFile {
    private ConnectionsFile() {}

    /**
     * Reads it.
     *
     * @param problems takes what is wrong, a sentence each
     * @return its top; empty where a problem says why there is none
     */
    public static Optional<Section> read(Path file, Consumer<String> problems) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            problems.accept("CONNECTIONS_FILE: cannot read " + file + " ("
                    + e.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
        return read(file.toString(), text, problems);
    }

    /** The same from a text. */
    public static Optional<Section> read(String file, String text, Consumer<String> problems) {
        var findings = new Findings();
        List<Node> documents = new DocumentReader(Limits.DEFAULT).read(file, text, findings);
        List<Finding> found = findings.sorted();
        found.forEach(finding -> problems.accept(finding.toString()));
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        if (documents.size() == 1 && documents.getFirst() instanceof Node.Mapping mapping) {
            return Optional.of(new Section(file, "", mapping, problems));
        }
        problems.accept(file + ": has to be one YAML document, a mapping");
        return Optional.empty();
    }
}
