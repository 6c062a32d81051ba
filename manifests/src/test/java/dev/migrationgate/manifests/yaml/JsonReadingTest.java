package dev.migrationgate.manifests.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReadingTest {
    private final DocumentReader reader = new DocumentReader(Limits.DEFAULT);
    private final Findings findings = new Findings();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a: 1 | 1 | 1 | expected (JSON String, Number",
                "--- {} | 1 | 2 | malformed",
                "`` | 1 | 1 | there is nothing",
                "tru | 1 | 1 | expected (JSON String, Number",
                "{a: 1} | 1 | 2 | double-quote to start field name",
                "{'a': 1} | 1 | 2 | double-quote to start field name",
                "{\"a\": x} | 1 | 7 | expected (JSON String, Number",
                "{\"a\": 'x'} | 1 | 7 | malformed",
                "{\"a\" 1} | 1 | 6 | expected a colon",
                "{\"a\": 1,} | 1 | 9 | double-quote to start field name",
                "[1, 2,] | 1 | 7 | malformed",
                "[,1] | 1 | 2 | malformed",
                "[1 2] | 1 | 4 | expected comma",
                "{\"a\": [1} | 1 | 9 | malformed",
                "{\"a\": {} | 1 | 9 | it ends too early",
                "[01] | 1 | 3 | malformed",
                "[1.] | 1 | 3 | malformed",
                "[+1] | 1 | 3 | malformed",
                "[.5] | 1 | 2 | malformed",
                "[NaN] | 1 | 5 | malformed",
                "[1] // note | 1 | 5 | malformed",
                "{} {} | 1 | 4 | nothing may follow",
                "[\"abc] | 1 | 7 | it ends too early",
                "[\"\\x41\"] | 1 | 4 | malformed",
                "[\"😀\\u00g0\"] | 1 | 8 | malformed",
            })
    void whatIsNotJsonHasItsPlaceAndItsReason(String text, int line, int column, String reason) {
        assertThat(jsonProblem(reader, "body", text)).hasValueSatisfying(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SYNTAX);
            assertThat(finding.file()).isEqualTo("body");
            assertThat(finding.position()).isEqualTo(new Position(line, column));
            assertThat(finding.message()).startsWith("this is not JSON: ").contains(reason);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesAreCountedHoweverTheyEnd(String end) {
        String text = String.join(end, "{", "  \"a\": 1,", "  \"b\" 2", "}");

        assertThat(jsonProblem(reader, "body", text)).map(Finding::position).contains(new Position(3, 7));
    }

    @Test
    void aTextInQuotesEndsInItsLineAndHasNoControlCharacters() {
        assertThat(jsonProblem(reader, "body", "[\n \"a\nb\"]"))
                .map(Finding::position)
                .contains(new Position(2, 4));
        assertThat(jsonProblem(reader, "body", "[\"a\tb\"]"))
                .map(Finding::position)
                .contains(new Position(1, 4));
    }

    @Test
    void severalDocumentsAreNotJson() {
        assertThat(jsonProblem(reader, "body", "{}\n---\n{}"))
                .map(Finding::position)
                .contains(new Position(2, 2));
        assertThat(jsonProblem(reader, "body", "{}\n{}\n"))
                .map(Finding::position)
                .contains(new Position(2, 1));
    }

    @Test
    void theProblemNeverQuotesTheText() {
        for (String text : List.of(
                "{\"password\": \"hunter2\" hunter2}",
                "{\"password\": hunter2}",
                "{\"password\": 'hunter2'}",
                "hunter2: 1")) {
            assertThat(jsonProblem(reader, "body", text))
                    .hasValueSatisfying(
                            finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
        }
    }

    @Test
    void nestingIsBoundedBeforeTheStackIs() {
        assertThat(jsonProblem(reader, "body", "[".repeat(64) + "]".repeat(64))).isEmpty();
        assertThat(jsonProblem(reader, "body", "[".repeat(100_000)))
                .map(Finding::code)
                .contains(FindingCode.TOO_DEEP);
        assertThat(jsonProblem(reader, "body", "{\"a\":".repeat(40_000)))
                .map(Finding::code)
                .contains(FindingCode.TOO_DEEP);
    }

    @Test
    void aDocumentThatIsTooLargeIsNotTakenForOneThatIsMalformed() {
        var hundred = new DocumentReader(new Limits(100, 1, 64, 0, 1_000, 1_000, 1_000));

        assertThat(jsonProblem(hundred, "body", "[\"" + "x".repeat(96) + "\"]")).isEmpty();
        assertThat(jsonProblem(hundred, "body", "[\"" + "x".repeat(97) + "\"]"))
                .map(Finding::code)
                .contains(FindingCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void whatIsTooLargeIsNotReadAtAll() {
        var hundred = new DocumentReader(new Limits(100, 1, 64, 0, 1_000, 1_000, 1_000));

        assertThat(jsonProblem(hundred, "body", "[".repeat(101)))
                .map(Finding::code)
                .contains(FindingCode.DOCUMENT_TOO_LARGE);
    }

    @Test
    void nodesAreBounded() {
        var three = new DocumentReader(new Limits(1_000, 1, 64, 0, 3, 1_000, 3));

        assertThat(jsonProblem(three, "body", "[1, 2]")).isEmpty();
        assertThat(jsonProblem(three, "body", "[1, 2, 3]")).isPresent();
    }

    @Test
    void jsonThatYamlWouldRefuseIsRead() {
        String key = "k".repeat(2_000);
        String text = "\t{\"" + key + "\"\n:\t1, \"b\"\n: \"x\u007fy\"}";

        List<Node> documents = reader.read("body", text, findings);

        assertThat(findings.sorted()).isEmpty();
        assertThat(documents).singleElement().satisfies(node -> {
            var root = (Node.Mapping) node;
            assertThat(root.get(key)).contains(new Node.Scalar(new Position(2, 3), ScalarType.WHOLE, "1"));
            assertThat(root.get("b")).contains(new Node.Scalar(new Position(3, 3), ScalarType.TEXT, "x\u007fy"));
        });
    }

    @Test
    void aKeyThatComesTwiceIsReportedOnce() {
        List<Node> documents = reader.read("body", "{\"a\": 1,\n \"a\": 2}", findings);

        assertThat(CanonicalJson.of(documents.getFirst())).isEqualTo("{\"a\":1}");
        assertThat(findings.sorted()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.DUPLICATE_KEY);
            assertThat(finding.position()).isEqualTo(new Position(2, 2));
        });
    }

    @Test
    void aFindingOfBrokenJsonIsNotReportedBesideYamls() {
        reader.read("body", "{\"a\": 1, \"a\": 2, b: 3}", findings);

        assertThat(findings.sorted()).extracting(Finding::code).containsExactly(FindingCode.DUPLICATE_KEY);
    }

    @Test
    void aByteOrderMarkIsPassedOver() {
        assertThat(jsonProblem(reader, "body", "\uFEFF{}")).isEmpty();
    }

    @Property(tries = 2_000)
    void jsonIsTheSameTreeInTheSamePlacesWhetherReadAsJsonOrAsYaml(@ForAll("json") String text) {
        var source = new DocumentReader.Source("body", 0);
        Optional<Node> asYaml =
                new Composer(source, text, Limits.DEFAULT, new NodeCount(Limits.DEFAULT), findings).next();

        assertThat(jsonProblem(reader, "body", text)).as(text).isEmpty();
        assertThat(reader.read("body", text, findings)).as(text).containsExactly(asYaml.orElseThrow());
    }

    @Property(tries = 2_000)
    void arbitraryTextNeverThrows(@ForAll String text) {
        jsonProblem(reader, "body", text);
        jsonProblem(reader, "body", "[\"" + text);
        jsonProblem(reader, "body", "{\"a\": " + text);
    }

    @Provide
    Arbitrary<String> json() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.of("1", "-0", "2.5", "1e3", "-1.5E-7", "0.0", "true", "false", "null"),
                () -> Arbitraries.of(
                        "\"\"", "\"a b\"", "\"\\u00e9\\n\\\"\\/\"", "\"é😀\"", "\"\\ud83d\\ude00\"", "\"{[,:\""),
                () -> json().list().ofMaxSize(3).map(items -> "[" + String.join(",\n ", items) + " ]"),
                () -> json().list().ofMaxSize(3).map(JsonReadingTest::mapping));
    }

    private static String mapping(List<String> values) {
        var text = new StringBuilder("{ ");
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",\r\n\t")
                    .append("\"k😀")
                    .append(i)
                    .append("\" :")
                    .append(values.get(i));
        }
        return text.append("}").toString();
    }

    /** What keeps a text from being JSON, if anything. */
    private static Optional<Finding> jsonProblem(DocumentReader reader, String file, String text) {
        var found = new Findings();
        return reader.readJson(file, text, found).isEmpty()
                ? found.sorted().stream().findFirst()
                : Optional.empty();
    }
}
