package dev.migrationgate.manifests.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Findings;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The paths of what is reported while a document is being read. */
class PathTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\": 1, \"a\": 2} | a",
                "{\"spec\": {\"b\": {\"x\": [1]}, \"a\": 1, \"a\": 2}} | spec.a",
                "{\"spec\": {\"c\": [1, {\"d\": {}}, {\"a\": 1, \"a\": 2}]}} | spec.c[2].a",
                "{\"spec\": {\"c\": [[], [1, {\"a\": 1, \"a\": 2}]]}} | spec.c[1][1].a",
                "[{\"a\": 1}, {\"spec\": {\"a\": 1, \"a\": 2}}] | spec.a",
                "[[1, {\"a\": 1, \"a\": 2}]] | [1].a",
            })
    void aKeyThatComesTwiceHasItsPathInJsonAndInYaml(String json, String path) {
        Tuple duplicate = Tuple.tuple(FindingCode.DUPLICATE_KEY, path);

        assertThat(found(json)).containsExactly(duplicate);
        // With a comment it is YAML and no JSON.
        assertThat(found(json + " # comment")).containsExactly(duplicate);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "spec: {a: [1, !t x]} | UNSUPPORTED_YAML | spec.a[1]",
                "spec: {a: 1, b: !t [x]} | UNSUPPORTED_YAML | spec.b",
                "spec: {a: {c: 1}, <<: {b: 1}} | UNSUPPORTED_YAML | spec.<<",
                "spec: {a: 1, ? [x] : 1} | UNSUPPORTED_YAML | spec",
                "spec: {a: 1, !t b: 1} | UNSUPPORTED_YAML | spec",
                "spec: {a: &a {b: [*a]}} | TOO_MANY_ALIASES | spec.a.b[0]",
                "spec: {a: *a} | SYNTAX | spec.a",
                "spec: {a: [[[]], [[[[]]]]]} | TOO_DEEP | spec.a[1][0][0]",
                "spec: {a: &a [[]], b: {c: [*a]}} | TOO_DEEP | spec.b.c[0]",
                "spec: {a: [1, 1], b: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]} | TOO_MANY_ALIASES | spec.b[7]",
            })
    void whatYamlIsNotTakenHasItsPath(String yaml, FindingCode code, String path) {
        assertThat(found(yaml)).containsExactly(Tuple.tuple(code, path));
    }

    @Test
    void whatJsonIsNotTakenHasItsPath() {
        var findings = new Findings();
        reader().readJson("body", "{\"spec\": {\"a\": {}, \"b\": [1, [[[]]]]}}", findings);
        reader().readJson("body", "{\"spec\": {\"b\": [" + "1,".repeat(20) + "1]}}", findings);

        assertThat(codesAndPaths(findings))
                .containsExactlyInAnyOrder(
                        Tuple.tuple(FindingCode.TOO_DEEP, "spec.b[1][0][0]"),
                        Tuple.tuple(FindingCode.TOO_MANY_ALIASES, "spec.b[13]"));
    }

    @Test
    void eachDocumentHasPathsOfItsOwn() {
        assertThat(found("spec: {a: !t x}\n---\nb: !t x\n"))
                .containsExactly(
                        Tuple.tuple(FindingCode.UNSUPPORTED_YAML, "spec.a"),
                        Tuple.tuple(FindingCode.UNSUPPORTED_YAML, "b"));
    }

    @Test
    void anOverlongPathIsCut() {
        var findings = new Findings();
        String deep = "{\"k\":".repeat(20) + "{\"a\":1,\"a\":2}" + "}".repeat(20);
        new DocumentReader(Limits.DEFAULT).read("body", deep, findings);
        new DocumentReader(Limits.DEFAULT).read("body", "{\"" + "k".repeat(99) + "\": {\"a\":1,\"a\":2}}", findings);

        assertThat(findings.sorted())
                .extracting(Finding::path)
                .containsExactlyInAnyOrder("k" + ".k".repeat(15) + "…", "k".repeat(64) + "….a");
    }

    private static DocumentReader reader() {
        return new DocumentReader(new Limits(10_000, 10, 5, 5, 16, 1_000, 100));
    }

    private static List<Tuple> found(String text) {
        var findings = new Findings();
        reader().read("test.yaml", text, findings);
        return codesAndPaths(findings);
    }

    private static List<Tuple> codesAndPaths(Findings findings) {
        return findings.sorted().stream()
                .map(finding -> Tuple.tuple(finding.code(), finding.path()))
                .toList();
    }
}
