package dev.migrationgate.manifests.yaml;

import dev.migrationgate.manifests.finding.Finding;

/** Ends the composing of a document, from whatever depth it is at. Never leaves this package. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    Unreadable(Finding finding) {
        super(finding.message(), null, false, false);
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
