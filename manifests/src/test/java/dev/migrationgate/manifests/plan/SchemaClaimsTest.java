package dev.migrationgate.manifests.plan;

import static dev.migrationgate.manifests.plan.GuideExample.APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.BUILD;
import static dev.migrationgate.manifests.plan.GuideExample.CONFIG;
import static dev.migrationgate.manifests.plan.GuideExample.DATABASE;
import static dev.migrationgate.manifests.plan.GuideExample.LIVE_APPLICATION;
import static dev.migrationgate.manifests.plan.GuideExample.manifests;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import dev.migrationgate.manifests.finding.Position;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaClaimsTest {
    private static final String FIRST = claiming(APPLICATION, "ledger");
    private static final String SECOND = refunds(FIRST);
    private static final String FIRST_CONFIG = CONFIG;
    private static final String SECOND_CONFIG = refunds(CONFIG);
    private static final String EXTERNAL = SECOND.replace("kind: Application", "kind: ExternalApplication")
            .replace("  source: payment-api\n  container: payment-api\n", "  image: registry.example/refunds:1\n");

    @Test
    void twoApplicationsOfOneRequestDoNotShareASchema() {
        List<Finding> findings =
                findings(Catalogue.empty(), FIRST, FIRST_CONFIG, SECOND, SECOND_CONFIG, BUILD, DATABASE);

        assertThat(findings).hasSize(2);
        assertThat(findings.getFirst()).satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SCHEMA_CLAIMED_TWICE);
            assertThat(finding.isError()).isTrue();
            assertThat(finding.path()).isEqualTo("spec.accessControl.database.schema");
            assertThat(finding.position()).isEqualTo(new Position(18, 15));
            assertThat(finding.message())
                    .isEqualTo("Application 'payment-api' and Application 'refunds' claim the schema 'ledger'"
                            + " of Database 'payments-db', and a schema has one owner");
            assertThat(finding.cure())
                    .contains("give each a schema of its own; only 'public' is for several applications");
        });
        assertThat(findings.getLast().message()).startsWith("Application 'refunds' and Application 'payment-api'");
    }

    @Test
    void anApplicationThatWasAcceptedBeforeKeepsItsSchema() {
        Catalogue known = known(FIRST, FIRST_CONFIG, BUILD, DATABASE);

        assertThat(findings(known, SECOND, SECOND_CONFIG)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.SCHEMA_CLAIMED_TWICE);
            assertThat(finding.message()).startsWith("Application 'refunds' and Application 'payment-api'");
        });
    }

    @Test
    void anApplicationOfTheOtherDialectAndAnExternalOneCountAsWell() {
        Catalogue live = known(claiming(LIVE_APPLICATION, "ledger"), FIRST_CONFIG, BUILD, DATABASE);
        Catalogue external = known(EXTERNAL, SECOND_CONFIG, BUILD, DATABASE);

        assertThat(codes(live, SECOND, SECOND_CONFIG)).containsExactly(FindingCode.SCHEMA_CLAIMED_TWICE);
        assertThat(codes(live, EXTERNAL, SECOND_CONFIG)).containsExactly(FindingCode.SCHEMA_CLAIMED_TWICE);
        assertThat(findings(external, FIRST, FIRST_CONFIG))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("ExternalApplication 'refunds'"));
    }

    @Test
    void ofManyTheFirstIsNamedAndTheRestAreCounted() {
        String third = FIRST.replace("name: payment-api", "name: invoices");
        Catalogue known = known(FIRST, FIRST_CONFIG, third, CONFIG.replace("payment-api", "invoices"), BUILD, DATABASE);

        assertThat(findings(known, SECOND, SECOND_CONFIG))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains(" and 1 more claim the schema"));
    }

    @Test
    void publicIsForAllWhetherItIsNamedOrNot() {
        String unnamed = refunds(APPLICATION).replace("      schema: public\n", "");

        assertThat(codes(Catalogue.empty(), APPLICATION, FIRST_CONFIG, unnamed, SECOND_CONFIG, BUILD, DATABASE))
                .isEmpty();
    }

    @Test
    void otherSchemasDatabasesAndEnvironmentsAreOtherThings() {
        String otherDatabase = DATABASE.replace("payments-db", "refunds-db");
        Catalogue known = known(FIRST, FIRST_CONFIG, BUILD, DATABASE, otherDatabase, staging(DATABASE));

        assertThat(codes(known, claiming(SECOND, "refunds"), SECOND_CONFIG)).isEmpty();
        assertThat(codes(known, SECOND.replace("payments-db", "refunds-db"), SECOND_CONFIG))
                .isEmpty();
        assertThat(codes(known, staging(SECOND), staging(SECOND_CONFIG))).isEmpty();
    }

    @Test
    void anApplicationDoesNotStandInItsOwnWay() {
        Catalogue known = known(FIRST, FIRST_CONFIG, BUILD, DATABASE);

        assertThat(codes(known, FIRST, FIRST_CONFIG.replace("1.0.0", "1.0.1"))).isEmpty();
    }

    @Test
    void aSchemaThatIsGivenUpIsFreeInTheSameRequest() {
        Catalogue known = known(FIRST, FIRST_CONFIG, BUILD, DATABASE);

        assertThat(codes(known, claiming(FIRST, "payments"), SECOND, SECOND_CONFIG))
                .isEmpty();
    }

    @Test
    void anApplicationThatIsDeployedNowhereStandsInNobodysWay() {
        Catalogue known = known(FIRST, BUILD, DATABASE);

        assertThat(codes(known, SECOND, SECOND_CONFIG)).isEmpty();
        assertThat(codes(known.with(manifests(SECOND, SECOND_CONFIG)), FIRST_CONFIG))
                .containsExactly(FindingCode.SCHEMA_CLAIMED_TWICE);
    }

    private static String claiming(String application, String schema) {
        return application.replaceFirst("schema: .*", "schema: " + schema);
    }

    private static String refunds(String document) {
        return document.replace("name: payment-api", "name: refunds");
    }

    private static String staging(String document) {
        return document.replace("environment: production", "environment: staging");
    }

    private static Catalogue known(String... documents) {
        return Catalogue.of(manifests(documents));
    }

    private static List<Finding> findings(Catalogue known, String... posted) {
        return new Planner(PlanSettings.DEFAULT).plan(manifests(posted), known).findings();
    }

    private static List<FindingCode> codes(Catalogue known, String... posted) {
        return findings(known, posted).stream().map(Finding::code).toList();
    }
}
