package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static dev.migrationgate.manifests.plan.GuideExample.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says about an application's access to its Database, and what the Database holds. */
class DatabaseAccessTest {
    @Test
    void databaseAccessIsPlannedAsDeclared() {
        assertThat(plan(APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst().database())
                .hasValueSatisfying(access -> {
                    assertThat(access.databaseName()).isEqualTo("payments-db");
                    assertThat(access.schema()).isEqualTo("public");
                    assertThat(access.privileges()).containsExactly("USAGE", "CREATE");
                    assertThat(access.extensions()).containsExactly("pgcrypto", "uuid-ossp");
                    assertThat(access.skipSchemaCreation()).isTrue();
                    assertThat(access.secretEnvVar()).isEqualTo("DATABASE_URL");
                });
    }

    @ParameterizedTest
    @CsvSource({"'',false", "migrator: separate,false", "migrator: shared,true", "migrator: SHARED,true"})
    void jobAndServiceShareAUserOnlyWhereTheManifestSaysSo(String line, boolean shared) {
        String application =
                APPLICATION.replace("      schema: public\n", "      schema: public\n      " + line + "\n");

        Planning planning = plan(application, CONFIG, BUILD, DATABASE);

        assertThat(planning.findings()).isEmpty();
        assertThat(planning.plans().getFirst().database())
                .hasValueSatisfying(
                        access -> assertThat(access.sharedMigrator()).isEqualTo(shared));
    }

    @Test
    void theFirstLogicalDatabaseIsTheApplicationsAndTheOthersAreMadeAsWell() {
        Planning planning = plan(APPLICATION, CONFIG, BUILD, holding("payments", "audit", "archive"));

        assertThat(planning.findings()).isEmpty();
        assertThat(planning.plans().getFirst().database()).hasValueSatisfying(access -> {
            assertThat(access.databaseName()).isEqualTo("payments");
            assertThat(access.otherDatabases()).containsExactly("audit", "archive");
        });
    }

    @Test
    void aDatabaseThatNamesNoneIsOneOfItsOwnName() {
        assertThat(plan(APPLICATION, CONFIG, BUILD, DATABASE).plans().getFirst().database())
                .hasValueSatisfying(access -> {
                    assertThat(access.databaseName()).isEqualTo("payments-db");
                    assertThat(access.otherDatabases()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pg_audit", "user", "template1", "Audit", "au;dit", "'au\"dit'", "\"au'dit\""})
    void eachLogicalDatabaseHasANameOfOurs(String name) {
        String database = holding("payments", "audit", name);

        assertThat(new ManifestReader().read("test.yaml", database).findings())
                .extracting(Finding::code, Finding::path, Finding::line)
                .containsExactly(Tuple.tuple(FindingCode.MALFORMED_IDENTIFIER, "spec.databases[2].name", 13));
    }

    @Test
    void aKnownDatabaseIsHeldAgainstTheRulesOfToday() {
        List<Finding> findings = new Planner(PlanSettings.DEFAULT)
                .plan(manifests(APPLICATION, CONFIG, BUILD), Catalogue.of(unchecked(holding("payments", "user"))))
                .findings();

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.MALFORMED_IDENTIFIER);
            assertThat(finding.path()).isEqualTo("spec.databases[1].name");
            assertThat(finding.message()).isEqualTo("'user' is a reserved word of PostgreSQL");
        });
    }

    @Test
    void ofAPostedDatabasePlanningFindsNothingThatReadingHasNotSaid() {
        var reading = new ManifestReader().read("test.yaml", holding("user", "a b"));
        var posted = List.of(
                manifests(APPLICATION).getFirst(),
                manifests(CONFIG).getFirst(),
                manifests(BUILD).getFirst(),
                reading.manifests().getFirst());

        assertThat(new Planner(PlanSettings.DEFAULT)
                        .plan(posted, Catalogue.empty())
                        .findings())
                .isEqualTo(reading.findings());
    }

    @Test
    void ofADatabaseThatSeveralApplicationsUseEachThingIsSaidOnce() {
        Planning planning = new Planner(PlanSettings.DEFAULT)
                .plan(
                        manifests(APPLICATION, CONFIG, second(APPLICATION), second(CONFIG), BUILD),
                        Catalogue.of(unchecked(holding("user"))));

        assertThat(planning.findings()).hasSize(1);
    }

    @Test
    void aLogicalDatabaseThatIsNamedTwiceIsAnErrorWhereItStands() {
        var reading = new ManifestReader().read("test.yaml", holding("payments", "audit", "payments"));

        assertThat(reading.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.ITEM_TWICE);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.path()).isEqualTo("spec.databases[2].name");
            assertThat(finding.line()).isEqualTo(13);
            assertThat(finding.message()).isEqualTo("'payments' is in this list already, in line 11");
        });
        assertThat(new Planner(PlanSettings.DEFAULT)
                        .plan(manifests(APPLICATION, CONFIG, BUILD), Catalogue.of(reading.manifests()))
                        .plans()
                        .getFirst()
                        .database())
                .hasValueSatisfying(
                        access -> assertThat(access.otherDatabases()).containsExactly("audit"));
    }

    /** The Database with these, the first in line 11. */
    private static String holding(String... names) {
        String entries =
                Stream.of(names).map(name -> "    - name: " + name + "\n").collect(Collectors.joining());
        return DATABASE.replaceFirst("spec: .*", "spec:\n  databases:").stripTrailing() + "\n" + entries;
    }

    private static String second(String manifest) {
        return manifest.replace("  name: payment-api", "  name: refund-api");
    }

    /** As one that was accepted by earlier rules. */
    private static List<Manifest> unchecked(String document) {
        return new ManifestReader().read("known.yaml", document).manifests();
    }
}
