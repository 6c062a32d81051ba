package dev.migrationgate.manifests.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private final Findings findings = new Findings();

    @Test
    void everyNodeKnowsWhereItStands() {
        List<Node> documents = read("# first\n---\na: 1\nb:\n  - c: 'x'\n");

        var root = (Node.Mapping) documents.getFirst();
        assertThat(root.position()).isEqualTo(new Position(3, 1));
        assertThat(root.get("a")).contains(new Node.Scalar(new Position(3, 4), ScalarType.WHOLE, "1"));
        var item = (Node.Mapping)
                ((Node.Sequence) root.get("b").orElseThrow()).items().getFirst();
        assertThat(item.get("c")).contains(new Node.Scalar(new Position(5, 8), ScalarType.TEXT, "x"));
    }

    @Test
    void jsonIsReadTheSameWay() {
        List<Node> documents = read("{\n\t\"a\": [1, 2.5, true, null, \"\\u00e9\\/\"],\n\t\"b\": {}\n}\n");

        assertThat(found()).isEmpty();
        assertThat(CanonicalJson.of(documents.getFirst())).isEqualTo("{\"a\":[1,2.5,true,null,\"é/\"],\"b\":{}}");
    }

    @Test
    void aMistakeInOneDocumentDoesNotHideTheOthers() {
        List<Node> documents = read("a: 1\n---\nb: [\n---\nc: 3\n---\n\"d\n---\ne: 5\n");

        assertThat(documents).hasSize(3);
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.SYNTAX, FindingCode.SYNTAX);
        assertThat(found()).extracting(Finding::line).allMatch(line -> line >= 3 && line <= 8);
    }

    @Test
    void aDuplicateKeyIsReportedAndTheFirstOneCounts() {
        List<Node> documents = read("a: 1\nb: 2\na: 3\n");

        assertThat(CanonicalJson.of(documents.getFirst())).isEqualTo("{\"a\":1,\"b\":2}");
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.DUPLICATE_KEY);
            assertThat(finding.position()).isEqualTo(new Position(3, 1));
            assertThat(finding.message()).contains("line 1");
        });
    }

    @Test
    void aliasesAreReplaced() {
        List<Node> documents = read("a: &x {b: 1}\nc: *x\n");

        assertThat(CanonicalJson.of(documents.getFirst())).isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
    }

    @Test
    void aliasesThatGrowWithoutEndAreRefusedBeforeTheyGrow() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append(
                    "a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1));
        }

        assertThat(read(bomb.toString())).isEmpty();
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_ALIASES);
    }

    /** Some of its nodes, and far too many of its characters: written out they have 3 GB. */
    @Test
    void aliasesOfALongTextAreRefusedBeforeTheyGrow() {
        var bomb = new StringBuilder("a0: &a0 " + "x".repeat(200_000) + "\n");
        for (int i = 1; i <= 14; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(read(bomb.toString())).isEmpty();
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.TOO_MANY_ALIASES);
            assertThat(finding.position()).isEqualTo(new Position(3, 15));
            assertThat(finding.message()).contains("1,048,576 characters");
        });
    }

    @Test
    void keysAndAliasesThatAreKeysCountAsWell() {
        String four = "a: &a " + "x".repeat(200_000) + "\nb: {? *a : *a}\nc: {? *a : 1}\n";

        assertThat(read(four)).hasSize(1);
        assertThat(found()).isEmpty();
        assertThat(read(four + "d: &d {? *a : 1}\ne: *d\n")).isEmpty();
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_ALIASES);
    }

    @Test
    void anAliasInsideOfWhatItNamesIsRefused() {
        assertThat(read("a: &x [*x]\n")).isEmpty();
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_ALIASES);
    }

    @Test
    void moreThanFiftyAliasesAreRefused() {
        String fifty = "a: &x 1\nb: [" + "*x, ".repeat(50) + "]\n";
        String more = "a: &x 1\nb: [" + "*x, ".repeat(51) + "]\n";

        assertThat(read(fifty)).hasSize(1);
        assertThat(found()).isEmpty();
        assertThat(read(more)).isEmpty();
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.TOO_MANY_ALIASES);
    }

    @Test
    void nestingHasALimitThatAliasesCannotEscape() {
        assertThat(read("[".repeat(64) + "]".repeat(64))).hasSize(1);
        assertThat(found()).isEmpty();
        assertThat(read("[".repeat(100_000))).isEmpty();
        assertThat(read("- &x " + "[".repeat(40) + "]".repeat(40) + "\n- " + "[".repeat(40) + "*x" + "]".repeat(40)))
                .isEmpty();
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.TOO_DEEP, FindingCode.TOO_DEEP);
    }

    @Test
    void anOverlongDocumentIsRefusedAndTheNextOneIsRead() {
        assertThat(read("a: " + "x".repeat(256 * 1024) + "\n---\nb: 1\n")).hasSize(1);
        assertThat(found()).extracting(Finding::code).containsExactly(FindingCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void aThousandDocumentsAreReadAndNotOneMore() {
        assertThat(read("---\na: 1\n".repeat(1_000))).hasSize(1_000);
        assertThat(found()).isEmpty();
        read("---\na: 1\n".repeat(1_001));
        assertThat(found()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.TOO_MANY_DOCUMENTS);
            assertThat(finding.line()).isEqualTo(2_001);
        });
    }

    @Test
    void tagsAndMergeKeysAreFindings() {
        read("a: !!java.util.Date 1\n<<: {b: 1}\n? [c]\n: 1\nd: !!str 1\n");

        assertThat(found())
                .extracting(Finding::code)
                .containsOnly(FindingCode.UNSUPPORTED_YAML)
                .hasSize(3);
    }

    @Test
    void aSyntaxFindingNeverQuotesTheText() {
        read("password: hunter2: [\n");

        assertThat(found())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
    }

    @Test
    void aCharacterThatYamlDoesNotPrintHasItsPlace() {
        assertThat(read("a: 1\nb: x\u0000y\n")).isEmpty();
        assertThat(found()).extracting(Finding::position).containsExactly(new Position(2, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void itHasItsPlaceHoweverLinesEnd(String end) {
        assertThat(read("a: 1" + end + end + "b: x\u0000y" + end)).isEmpty();
        assertThat(found()).extracting(Finding::position).containsExactly(new Position(3, 5));
    }

    @Property(tries = 2_000)
    void arbitraryTextNeverThrows(@ForAll String text) {
        read(text);
    }

    @Property(tries = 5_000)
    void textThatLooksLikeYamlNeverThrowsAndReadsBackFromItsCanonicalForm(@ForAll("yamlLike") String text) {
        for (Node node : read(text)) {
            String canonical = CanonicalJson.of(node);
            var again = new Findings();
            List<Node> documents = new DocumentReader(Limits.DEFAULT).read("again", canonical, again);
            assertThat(documents).as(canonical).hasSize(1);
            assertThat(CanonicalJson.of(documents.getFirst())).isEqualTo(canonical);
        }
    }

    @Provide
    Arbitrary<String> yamlLike() {
        return Arbitraries.of(
                        "a",
                        "b: ",
                        "- ",
                        "\n",
                        "\n  ",
                        "---",
                        "\n---\n",
                        "...",
                        "[",
                        "]",
                        "{",
                        "}",
                        ",",
                        ":",
                        "? ",
                        "&x ",
                        "*x",
                        "!!str ",
                        "!t ",
                        "|\n",
                        ">-\n",
                        "\"",
                        "'",
                        "#",
                        " ",
                        "\t",
                        "1",
                        "1.5",
                        "true",
                        "null",
                        "~",
                        "<<: ",
                        "%YAML 1.2\n",
                        "\\u0041",
                        "\r\n",
                        "\u0085",
                        "\u2028",
                        "0x1F",
                        "1e3",
                        ".inf",
                        "é",
                        "\uFEFF",
                        "😀")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    private List<Node> read(String text) {
        return new DocumentReader(Limits.DEFAULT).read("test.yaml", text, findings);
    }

    private List<Finding> found() {
        return findings.sorted();
    }
}
