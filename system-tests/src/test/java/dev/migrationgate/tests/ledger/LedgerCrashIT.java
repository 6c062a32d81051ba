package dev.migrationgate.tests.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.topics.Layout;
import dev.migrationgate.quickstart.platform.Cluster;
import dev.migrationgate.quickstart.platform.JavaProgram;
import dev.migrationgate.quickstart.stack.TopicsReady;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a ledger that is killed again and again or loses its broker. */
class LedgerCrashIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path REGISTRY =
            Path.of("../quickstart/target/registry").toAbsolutePath().normalize();
    private static final long SEED = Long.getLong("seed", 20_261_127);
    private static final int KILLS = 4;
    private static final int EACH = 1_500;

    @TempDir
    private Path state;

    private Cluster cluster;
    private RecordedPast past;

    @BeforeEach
    void start() throws InterruptedException {
        cluster = Cluster.start(state.resolve("cluster"), REGISTRY, 1, LIMIT);
        TopicsReady.prepare(cluster.bootstrapServers(), cluster.registryUrl(), new Layout(2, 1, 1));
        past = new RecordedPast(cluster.bootstrapServers(), cluster.registryUrl(), SEED);
    }

    @AfterEach
    void stop() {
        past.close();
        cluster.close();
    }

    @Test
    void aLedgerThatIsKilledAgainAndAgainIsTheSameAsOneThatNeverWas() throws Exception {
        var random = new Random(SEED);
        LedgerProcess killed = LedgerProcess.of(cluster, "killed", state.resolve("killed"));
        List<Long> stored = new ArrayList<>();
        String last = "";
        for (int i = 0; i < KILLS; i++) {
            last = past.write(EACH);
            killed.start();
            int read = i * EACH + random.nextInt(2 * EACH);
            killed.await(
                    "/v1/ledger",
                    answer -> answer.path("complete").asBoolean()
                            || answer.path("read").asLong() >= read);
            killed.kill();
            stored.add(killed.stored());
        }
        LedgerProcess never = LedgerProcess.of(cluster, "never-killed", state.resolve("never"));
        for (LedgerProcess each : List.of(killed, never)) {
            each.start();
            JsonNode shown = each.await("/v1/deployments/" + last, LedgerCrashIT::complete);
            assertThat(shown.path("status").asText()).isEqualTo("failed");
            each.stop();
        }

        assertThat(killed.digest()).as("seed %d", SEED).isEqualTo(never.digest());
        assertThat(stored).as("what was on the disk after each kill").isSorted();
        assertThat(stored.getLast()).as("some of it was on the disk").isPositive();
    }

    @Test
    void whileTheBrokerIsAwayWhatWasReadIsServedAndAfterwardsItGoesOn() throws Exception {
        String before = past.write(1);
        LedgerProcess ledger = LedgerProcess.of(cluster, "ledger", state.resolve("ledger"));
        ledger.start();
        ledger.await("/v1/deployments/" + before, LedgerCrashIT::complete);
        JavaProgram broker = cluster.brokers().getFirst();

        broker.kill();
        ledger.awaitReadiness(answer -> answer.path("remarks").has("kafka"));
        JsonNode meanwhile = ledger.await("/v1/deployments/" + before, _ -> true);
        broker.start();
        String after = past.write(1);

        assertThat(meanwhile.path("status").asText()).isEqualTo("failed");
        ledger.await(
                "/v1/deployments/" + after,
                answer -> answer.path("status").asText().equals("failed"));
        ledger.awaitReadiness(answer -> !answer.path("remarks").has("kafka"));
    }

    private static boolean complete(JsonNode answer) {
        return answer.path("ledger").path("complete").asBoolean();
    }
}
