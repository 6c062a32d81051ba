package dev.migrationgate.events.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void theDeployerReadsTheGatesOpeningsAndNoEventBeforeThem() {
        List<String> readable = Topics.all().stream()
                .filter(topic -> topic.readers().contains(Principal.DEPLOYER))
                .map(Topic::name)
                .toList();

        assertThat(readable).containsExactlyInAnyOrder("migration-succeeded", "service-deployer-observations");
    }

    @Test
    void ingestHearsWhatItReportsAndNothingThatIsForTheRunnerOrTheDeployerOnly() {
        List<String> readable = Topics.all().stream()
                .filter(topic -> topic.readers().contains(Principal.INGEST))
                .map(Topic::name)
                .toList();

        assertThat(readable)
                .containsExactlyInAnyOrder(
                        "manifests",
                        "deployment-requested",
                        "migration-started",
                        "migration-failed",
                        "deployment-cancelled",
                        "deployment-superseded",
                        "lane-quarantined",
                        "service-deployed",
                        "service-deploy-failed");
    }

    @Test
    void nobodyButTheRunnerOpensTheGate() {
        assertThat(Topics.MIGRATION_SUCCEEDED.topic().writers()).isEqualTo(Set.of(Principal.RUNNER));
    }

    @Test
    void whatIsToldAsCdEventsIsWrittenByTheLedgerAloneAndReadByNoService() {
        assertThat(Topics.CDEVENTS.writers()).isEqualTo(Set.of(Principal.LEDGER));
        assertThat(Topics.CDEVENTS.readers()).isEqualTo(Set.of(Principal.OPERATOR));
        assertThat(Topics.CDEVENTS.settings(1)).containsEntry("retention.ms", "604800000");
    }

    @Test
    void everyTopicHasItsOwnNameAndEveryEventItsOwnTopic() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        assertThat(Topics.events()).extracting(EventTopic::type).doesNotHaveDuplicates();
        assertThat(Topics.all())
                .containsAll(Topics.events().stream().map(EventTopic::topic).toList());
    }

    @Test
    void auditTopicsAreKeptFor400DaysAndManifestsForEver() {
        assertThat(Topics.MIGRATION_SUCCEEDED.topic().settings(2))
                .containsAllEntriesOf(
                        Map.of("cleanup.policy", "delete", "retention.ms", "34560000000", "min.insync.replicas", "2"));
        assertThat(Topics.MANIFESTS.topic().settings(1)).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void everyFieldOfEveryEventIsDocumented() {
        Topics.events().forEach(topic -> assertDocumented(topic.schema()));
    }

    private static void assertDocumented(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
                schema.getFields().forEach(field -> {
                    assertThat(field.doc())
                            .as(schema.getFullName() + "." + field.name())
                            .isNotBlank();
                    assertDocumented(field.schema());
                });
            }
            case ARRAY -> assertDocumented(schema.getElementType());
            case UNION -> schema.getTypes().forEach(TopicsTest::assertDocumented);
            default -> {}
        }
    }
}
