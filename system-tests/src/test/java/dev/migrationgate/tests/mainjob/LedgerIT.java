package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.ledger.LedgerConfig;
import dev.migrationgate.ledger.LedgerService;
import dev.migrationgate.ledger.store.LedgerStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger shows what the services did, and is the same when it is built anew. */
class LedgerIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatTheServicesDidIsShownAndIsTheSameInALedgerThatIsBuiltAnew(@TempDir Path state, @TempDir Path anew)
            throws Exception {
        try (RunningSystem system = RunningSystem.start(state)) {
            URI ledger = system.stack().ledger();
            String live = system.post("v1", "one");
            system.awaited(live, ServiceDeployed.class);
            String failing = system.postMigrating("echo no such table; exit 3", "two");
            system.awaited(failing, MigrationFailed.class);

            JsonNode failed = shown(system, ledger, failing, "failed");
            JsonNode deployed = shown(system, ledger, live, "deployed");
            JsonNode accepted = JSON.readTree(system.get(system.stack().ingest().resolve("/v1/deployments/" + live)));

            // Ingest's own links lead here.
            assertThat(accepted.path("status").asText()).isEqualTo(ledger.resolve("/v1/deployments/" + live) + "");
            assertThat(failed.path("message").asText()).contains("3");
            assertThat(failed.path("logExcerpt").toString()).contains("no such table");
            assertThat(deployed.path("live").asBoolean()).isTrue();
            assertThat(deployed.path("events").findValuesAsText("topic"))
                    .isEqualTo(List.of(
                            "deployment-requested", "migration-started", "migration-succeeded", "service-deployed"));
            try (LedgerService other = LedgerService.start(LedgerConfig.from(Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", system.stack().bootstrapServers(),
                    "SCHEMA_REGISTRY_URL", system.stack().registry().toString(),
                    "STATE_DIRECTORY", anew.toString(),
                    "PORT", "0",
                    "MANAGEMENT_PORT", "0")))) {
                shown(system, URI.create("http://127.0.0.1:" + other.port()), failing, "failed");
                shown(system, URI.create("http://127.0.0.1:" + other.port()), live, "deployed");
            }
        }
        assertThat(digest(anew.resolve("store"))).isEqualTo(digest(state.resolve("deployment-ledger/store")));
    }

    private static JsonNode shown(RunningSystem system, URI ledger, String id, String status) {
        return await().atMost(LIMIT)
                .ignoreExceptions()
                .until(
                        () -> JSON.readTree(system.get(ledger.resolve("/v1/deployments/" + id))),
                        found -> found.path("status").asText().equals(status)
                                && found.path("ledger").path("complete").asBoolean());
    }

    private static String digest(Path store) {
        try (LedgerStore opened = LedgerStore.open(store)) {
            return opened.digest();
        }
    }
}
