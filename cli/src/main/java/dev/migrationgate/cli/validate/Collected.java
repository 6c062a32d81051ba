package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was read and found so far. Findings beyond a number are only counted. */
final class Collected {
    /** Nobody reads more. */
    static final int MAX_FINDINGS = 10_000;

    private final List<Manifest> manifests = new ArrayList<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private int errors;
    private int warnings;

    /** Takes in a file. */
    void add(Reading reading) {
        manifests.addAll(reading.manifests());
        add(reading.findings());
    }

    /** Takes in findings, each once. */
    void add(List<Finding> more) {
        for (Finding finding : more) {
            boolean kept = findings.size() < MAX_FINDINGS;
            if (kept && !findings.add(finding)) {
                continue;
            }
            if (finding.isError()) {
                errors++;
            } else {
                warnings++;
            }
        }
    }

    List<Manifest> manifests() {
        return Collections.unmodifiableList(manifests);
    }

    /** All of it, of so many files. */
    Validation validation(int files) {
        List<Finding> sorted = findings.stream().sorted(Finding.READING_ORDER).toList();
        return new Validation(files, manifests.size(), errors, warnings, sorted);
    }
}
