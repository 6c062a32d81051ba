package dev.migrationgate.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.FindingsDocument.Section;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.manifests.plan.Planner;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/findings.md against the codes, and its examples against what is found in them. */
class FindingsDocumentTest {
    /** What only a registry can tell; that ingest finds it, is tested there. */
    private static final Set<String> ASKED =
            Set.of(FindingCode.IMAGE_NOT_FOUND.code(), FindingCode.REGISTRY_NOT_ALLOWED.code());

    @Test
    void everyCodeHasOneSectionWithItsSeverity() throws IOException {
        List<Tuple> codes = Arrays.stream(FindingCode.values())
                .map(code -> Tuple.tuple(code.code(), code.severity().name().toLowerCase(Locale.ROOT)))
                .toList();

        assertThat(FindingsDocument.read().sections())
                .extracting(Section::code, Section::severity)
                .containsExactlyElementsOf(codes);
    }

    @Test
    void theManifestsAroundTheExamplesAreWithoutFindings() throws IOException {
        assertThat(findings(new ManifestReader(), FindingsDocument.read().around(), Catalogue.empty()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everyExampleYieldsItsCodeAndNoOther(Section section) throws IOException {
        List<Manifest> around = new ManifestReader()
                .read("around", FindingsDocument.read().around())
                .manifests();

        List<Finding> findings =
                findings(new ManifestReader(section.limits()), section.example(), Catalogue.of(around));

        if (ASKED.contains(section.code())) {
            assertThat(findings).isEmpty();
            return;
        }
        assertThat(findings)
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.code().code()).isEqualTo(section.code()));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everySectionNamesACure(Section section) {
        assertThat(section.text()).containsPattern("(?m)^Cure: \\S");
    }

    private static List<Section> sections() throws IOException {
        return FindingsDocument.read().sections();
    }

    private static List<Finding> findings(ManifestReader reader, String text, Catalogue known) {
        Reading reading = reader.read("example.yaml", text);
        List<Finding> together = reading.hasErrors()
                ? List.of()
                : new Planner(PlanSettings.DEFAULT)
                        .plan(reading.manifests(), known)
                        .findings();
        return Stream.concat(reading.findings().stream(), together.stream()).toList();
    }
}
