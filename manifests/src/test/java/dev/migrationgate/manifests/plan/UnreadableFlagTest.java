package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code runMigrationJob} is neither true nor false, that is the one thing to say about it. */
class UnreadableFlagTest {
    @ParameterizedTest
    @ValueSource(strings = {"maybe", "yes", "'true'", "1", "[true]", "{}"})
    void aFlagThatIsNoTruthValueIsOneError(String written) {
        assertThat(findings(flag(APPLICATION, written), CONFIG, BUILD, DATABASE))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(FindingCode.WRONG_TYPE);
                    assertThat(finding.path()).isEqualTo("spec.runMigrationJob");
                    assertThat(finding.line()).isEqualTo(14);
                });
    }

    @Test
    void nothingIsConcludedFromItForTheDatabaseOrTheContainer() {
        String application = flag(APPLICATION, "maybe").replaceAll("(?s)  accessControl.*", "");
        String config = CONFIG.replaceAll("  migrationJobContainer:\n.*\n", "");

        assertThat(findings(application, config, BUILD))
                .extracting(Finding::code)
                .containsExactly(FindingCode.WRONG_TYPE);
    }

    @Test
    void whatElseIsWrongIsStillFound() {
        String application = flag(APPLICATION, "maybe")
                .replace("CLOUD_RUN", "KUBERNETES")
                .replace("CREATE]", "CRATE]")
                .replace("skipSchemaCreation: true", "skipSchemaCreation: maybe")
                .replace("  project: payment-gateway\n  run", "  project: shop\n  run");
        String config =
                CONFIG.replace("    command:", "    env: [{name: A, value: b}, {name: A, value: c}]\n    command:");

        assertThat(findings(application, config, BUILD))
                .extracting(Finding::path, Finding::code)
                .containsExactlyInAnyOrder(
                        Tuple.tuple("spec.target", FindingCode.UNSUPPORTED_TARGET),
                        Tuple.tuple("spec.project", FindingCode.CONFLICTING_DIALECTS),
                        Tuple.tuple("spec.runMigrationJob", FindingCode.WRONG_TYPE),
                        Tuple.tuple("spec.accessControl.database.name", FindingCode.UNRESOLVED_REFERENCE),
                        Tuple.tuple("spec.accessControl.database.privileges[1]", FindingCode.VALUE_NOT_ALLOWED),
                        Tuple.tuple("spec.accessControl.database.skipSchemaCreation", FindingCode.WRONG_TYPE),
                        Tuple.tuple("spec.migrationJobContainer.env[1].name", FindingCode.VARIABLE_TWICE));
    }

    @Test
    void anEmptyFlagCountsAsAbsent() {
        assertThat(findings(flag(APPLICATION, ""), CONFIG, BUILD, DATABASE))
                .extracting(Finding::code)
                .containsExactly(FindingCode.EMPTY_FIELD, FindingCode.MIGRATION_NOT_ENABLED);
    }

    private static String flag(String application, String written) {
        return application.replace("runMigrationJob: true", "runMigrationJob: " + written);
    }

    /** Those of reading and of planning, as a caller gets them. */
    private static List<Finding> findings(String... documents) {
        Reading reading = new ManifestReader().read("test.yaml", String.join("---\n", documents));
        Planning planning = new Planner(PlanSettings.DEFAULT).plan(reading.manifests(), Catalogue.empty());
        return Stream.concat(reading.findings().stream(), planning.findings().stream())
                .sorted(Finding.READING_ORDER)
                .toList();
    }
}
