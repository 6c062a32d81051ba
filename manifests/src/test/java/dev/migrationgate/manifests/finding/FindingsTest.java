package dev.migrationgate.manifests.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
    private final Findings findings = new Findings();

    @Test
    void whatManyLeadToIsOneFindingAndKeepsNoOtherFromBeingTold() {
        for (int i = 0; i < 2 * Findings.MAX_EACH; i++) {
            add(FindingCode.NO_IMAGE, 1);
            add(FindingCode.UNKNOWN_FIELD, 1);
        }
        add(FindingCode.NO_IMAGE, 2);
        add(FindingCode.UNKNOWN_FIELD, 2);

        assertThat(findings.sorted()).hasSize(4);
    }

    @Test
    void ofEachSeverityAreKeptTheFirst() {
        for (int line = 1; line <= Findings.MAX_EACH; line++) {
            add(FindingCode.UNKNOWN_FIELD, line);
        }
        assertThat(findings.hasErrors()).isFalse();
        for (int line = 1; line <= 2 * Findings.MAX_EACH; line++) {
            add(FindingCode.NO_IMAGE, line);
        }

        assertThat(findings.hasErrors()).isTrue();
        assertThat(findings.sorted())
                .hasSize(2 * Findings.MAX_EACH)
                .allMatch(finding -> finding.line() <= Findings.MAX_EACH);
    }

    private void add(FindingCode code, int line) {
        findings.add("file.yaml", new Position(line, 1), "spec", code, "a message");
    }
}
