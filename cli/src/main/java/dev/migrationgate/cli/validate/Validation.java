package dev.migrationgate.cli.validate;

import dev.migrationgate.manifests.finding.Finding;
import java.util.List;

/**
 * What came of a validation.
 *
 * @param files how many files there were
 * @param manifests how many manifests were in them
 * @param errors how many errors there are
 * @param warnings how many warnings there are
 * @param findings the errors and warnings, in reading order; where there are too many, the first ones
 */
record Validation(int files, int manifests, int errors, int warnings, List<Finding> findings) {
    Validation {
        findings = List.copyOf(findings);
    }

    /** How many findings are left out. */
    int leftOut() {
        return errors + warnings - findings.size();
    }
}
