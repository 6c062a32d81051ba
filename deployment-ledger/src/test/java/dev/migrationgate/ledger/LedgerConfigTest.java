package dev.migrationgate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
