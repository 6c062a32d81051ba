package dev.migrationgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationgate.ledger.cdevents.CdEventsConfig;
import dev.migrationgate.service.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerConfigTest {
    private static final Map<String, String> LEAST =
            Map.of("KAFKA_BOOTSTRAP_SERVERS", "k:9092", "SCHEMA_REGISTRY_URL", "http://r:8080");

    @Test
    void theLeastThatIsNeededIsEnough() {
        LedgerConfig config = LedgerConfig.from(LEAST);

        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8084);
        assertThat(config.callers()).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThatThrownBy(() -> LedgerConfig.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
                .hasMessageContaining("SCHEMA_REGISTRY_URL");
    }

    @Test
    void nothingIsToldToOthersUnlessSomebodySaysWhere() {
        assertThat(LedgerConfig.from(LEAST).cdEvents()).isEqualTo(CdEventsConfig.NONE);
    }

    @Test
    void cdEventsGoToKafkaToPubSubOrToBoth() {
        CdEventsConfig both = with(Map.of(
                        "CDEVENTS_TO", "kafka, projects/my-project/topics/cdevents",
                        "CDEVENTS_SOURCE", "https://gate.example.com/production"))
                .cdEvents();

        assertThat(both.kafka()).isTrue();
        assertThat(both.pubSub()).contains("projects/my-project/topics/cdevents");
        assertThat(both.source()).hasToString("https://gate.example.com/production");
        assertThat(with(Map.of("CDEVENTS_TO", "kafka")).cdEvents().pubSub()).isEmpty();
        assertThat(with(Map.of("CDEVENTS_TO", "projects/example.com:p/topics/cdevents"))
                        .cdEvents()
                        .kafka())
                .isFalse();
    }

    @Test
    void whatIsWrongWithCdEventsIsSaidWithItsCure() {
        assertThatThrownBy(() -> with(Map.of("CDEVENTS_TO", "kafak", "CDEVENTS_SOURCE", "a b")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("CDEVENTS_TO must be 'kafka', a topic of Pub/Sub like")
                .hasMessageContaining("has 'kafak'")
                .hasMessageContaining("CDEVENTS_SOURCE must be a URI")
                .hasMessageContaining("was 'a b'");
        assertThatThrownBy(() -> with(Map.of("CDEVENTS_TO", "projects/p1234/topics/one,projects/p1234/topics/two")))
                .hasMessageContaining("2 topics of Pub/Sub")
                .hasMessageContaining("name one");
        assertThatThrownBy(() -> with(Map.of("CDEVENTS_TO", "kafka", "CDEVENTS_SOURCE", "/" + "x".repeat(500))))
                .hasMessageContaining("at most 500 bytes");
    }

    private static LedgerConfig with(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(LEAST);
        environment.putAll(more);
        return LedgerConfig.from(environment);
    }

    @Test
    void othersReachItOnlyWhereTheyHaveToProveWhoTheyAre(@TempDir Path folder) throws Exception {
        Map<String, String> open = new HashMap<>(LEAST);
        open.put("HOST", "0.0.0.0");
        assertThatThrownBy(() -> LedgerConfig.from(open)).hasMessageContaining("name callers in CONNECTIONS_FILE");

        Path tokens = Files.writeString(folder.resolve("tokens.yaml"), "tokens: []\n");
        Path connections = Files.writeString(folder.resolve("connections.yaml"), """
                callers:
                  tokensFile: %s
                webhooks:
                  - name: of-ingest
                """.formatted(tokens));
        open.put("CONNECTIONS_FILE", connections.toString());

        assertThat(LedgerConfig.from(open).callers()).isPresent();
    }
}
