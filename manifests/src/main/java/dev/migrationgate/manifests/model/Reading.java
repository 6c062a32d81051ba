package dev.migrationgate.manifests.model;

import dev.migrationgate.manifests.finding.Finding;
import java.util.List;

/**
 * What came of reading a text.
 *
 * @param manifests the manifests whose identity could be read, in order, even where there are findings about them
 * @param findings what is wrong, in reading order
 */
public record Reading(List<Manifest> manifests, List<Finding> findings) {
    /** Copies the lists. */
    public Reading {
        manifests = List.copyOf(manifests);
        findings = List.copyOf(findings);
    }

    /** Whether any finding is an error. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
