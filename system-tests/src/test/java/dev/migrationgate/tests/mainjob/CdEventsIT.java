package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.ledger.LedgerConfig;
import dev.migrationgate.ledger.LedgerService;
import dev.migrationgate.tests.cdevents.PublishedCdEvents;
import dev.migrationgate.tests.cdevents.ToldEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the services did is told as CDEvents, as the published schemas want them. */
class CdEventsIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String FINISHED = "migrationgate-migration.finished";

    @Test
    void deploymentsAreToldAsCdEvents(@TempDir Path state, @TempDir Path teller) throws Exception {
        PublishedCdEvents schemas = new PublishedCdEvents();
        try (RunningSystem system = RunningSystem.start(state);
                LedgerService _ = LedgerService.start(LedgerConfig.from(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", system.stack().bootstrapServers(),
                        "SCHEMA_REGISTRY_URL", system.stack().registry().toString(),
                        "STATE_DIRECTORY", teller.toString(),
                        "CDEVENTS_TO", "kafka",
                        "CDEVENTS_SOURCE", "https://gate.example.com/production",
                        "PORT", "0",
                        "MANAGEMENT_PORT", "0")));
                ToldEvents told = new ToldEvents(system.stack().bootstrapServers())) {
            awaitBegun(system);
            String live = system.post("v1", "one");
            system.awaited(live, ServiceDeployed.class);
            String failing = system.postMigrating("echo no such table; exit 3", "reversible: true", "two");
            system.awaited(failing, MigrationFailed.class);

            await().atMost(LIMIT).until(() -> told.documents().size() >= 5);
            List<JsonNode> documents = told.documents();

            assertThat(documents)
                    .allSatisfy(each ->
                            assertThat(schemas.errors(each)).as(each.toString()).isEmpty());
            assertThat(documents.stream().filter(each -> of(each, live)).map(CdEventsIT::kind))
                    .containsExactlyInAnyOrder("migrationgate-migration.started", FINISHED, "service.deployed");
            JsonNode failed = documents.stream()
                    .filter(each -> of(each, failing) && kind(each).equals(FINISHED))
                    .findFirst()
                    .orElseThrow()
                    .at("/subject/content");
            assertThat(failed.path("outcome").asText()).isEqualTo("failure");
            assertThat(failed.path("reason").asText()).isEqualTo("EXIT_CODE");
            assertThat(failed.path("reversible").asBoolean()).isTrue();
        }
    }

    private static boolean of(JsonNode event, String deployment) {
        return event.at("/subject/content/deploymentId").asText().equals(deployment)
                || event.at("/customData/deploymentId").asText().equals(deployment);
    }

    private static String kind(JsonNode event) {
        return event.at("/context/type")
                .asText()
                .replaceFirst("dev\\.cdeventsx?\\.", "")
                .replaceFirst("\\.\\d.*", "");
    }

    private static void awaitBegun(RunningSystem system) {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.stack().bootstrapServers()))) {
            await().atMost(LIMIT)
                    .until(() -> !admin.listConsumerGroupOffsets("deployment-ledger-cdevents-kafka")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .isEmpty());
        }
    }
}
