package dev.migrationgate.manifests.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bound on what all documents of a text are together. */
class TextLimitTest {
    /** Ten nodes a document, twenty a text. */
    private static final Limits TWENTY = new Limits(10_000, 100, 64, 50, 10, 1_000, 20);

    private final Findings findings = new Findings();

    @Test
    void documentsThatTogetherHaveTooManyNodesAreReadUpToThere() {
        // Six each: the list and its items.
        String document = "---\n[1,1,1,1,1]\n";

        assertThat(read(TWENTY, document.repeat(3))).hasSize(3);
        assertThat(findings.sorted()).isEmpty();
        assertThat(read(TWENTY, document.repeat(9))).hasSize(3);
        assertThat(findings.sorted()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.TOO_MANY_DOCUMENTS);
            assertThat(finding.position()).isEqualTo(new Position(8, 4));
            assertThat(finding.message()).contains("20 nodes");
            assertThat(finding.cure()).contains("split the request");
        });
    }

    @Test
    void asManyAsAreAllowedAreRead() {
        assertThat(read(TWENTY, "[1,1,1,1]\n---\n[1,1,1,1]\n---\n[1,1,1,1]\n---\n[1,1,1,1]\n"))
                .hasSize(4);
        assertThat(findings.sorted()).isEmpty();
    }

    @Test
    void whatAliasesStandForCounts() {
        String document = "---\n[&a [1,1], *a]\n";

        assertThat(read(TWENTY, document.repeat(3))).hasSize(2);
        assertThat(findings.sorted()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_DOCUMENTS);
    }

    @Test
    void whatIsWrongAfterThatIsNotReported() {
        read(TWENTY, "---\n[1,1,1,1,1]\n".repeat(4) + "---\n{\n");

        assertThat(findings.sorted()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_DOCUMENTS);
    }

    @Test
    void halfAMillionNodesAreReadByDefault() {
        String document = "---\n[" + "1,".repeat(124_998) + "1]\n";

        assertThat(read(Limits.DEFAULT, document.repeat(4))).hasSize(4);
        assertThat(findings.sorted()).isEmpty();
        assertThat(read(Limits.DEFAULT, document.repeat(4) + "---\n1\n")).hasSize(4);
        assertThat(findings.sorted())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("500,000 nodes"));
    }

    @Test
    void aTextMayHaveWhatADocumentMayHave() {
        assertThatThrownBy(() -> new Limits(10_000, 100, 64, 50, 10, 1_000, 9))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Node> read(Limits limits, String text) {
        return new DocumentReader(limits).read("test.yaml", text, findings);
    }
}
