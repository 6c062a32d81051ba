package dev.migrationgate.manifests.finding;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects findings while something is being checked. Not safe for several threads.
 *
 * <p>What is found in the same words at the same place is one finding: several applications may lead to it. It keeps at most {@link #MAX_EACH} errors and as many warnings: more help nobody and cost memory.
 */
public final class Findings {
    /** The highest number of errors that are kept, and of warnings; further ones are dropped. */
    public static final int MAX_EACH = 500;

    private final Set<Finding> found = new LinkedHashSet<>();
    private int errors;
    private int warnings;

    /** Makes an empty collection. */
    public Findings() {}

    /** Adds a finding that has no cure. */
    public void add(String file, Position position, String path, FindingCode code, String message) {
        add(new Finding(file, position, path, code, message, Optional.empty()));
    }

    /** Adds a finding with its cure. */
    public void add(String file, Position position, String path, FindingCode code, String message, String cure) {
        add(new Finding(file, position, path, code, message, Optional.of(cure)));
    }

    /** Adds a finding, unless it is there or there are enough of its severity. */
    public void add(Finding finding) {
        // Counted only if it is new: one that many lead to must not keep others from being told.
        int before = finding.isError() ? errors : warnings;
        if (before < MAX_EACH && found.add(finding)) {
            errors += finding.isError() ? 1 : 0;
            warnings += finding.isError() ? 0 : 1;
        }
    }

    /** Whether any finding so far is an error. */
    public boolean hasErrors() {
        return errors > 0;
    }

    /** What was kept so far, in reading order, each once. */
    public List<Finding> sorted() {
        return found.stream().sorted(Finding.READING_ORDER).toList();
    }
}
