package dev.migrationgate.repository;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The manifests of a tree of files.
 *
 * @param files path to what identifies the file's content, for each file that may hold manifests, in the order of paths
 * @param manifests the manifests of all files, whose file is the path
 * @param findings what is wrong with them, file by file
 */
public record ManifestTree(Map<String, String> files, List<Manifest> manifests, List<Finding> findings) {
    /** Copies the collections. */
    public ManifestTree {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        manifests = List.copyOf(manifests);
        findings = List.copyOf(findings);
    }

    /** Whether any finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
