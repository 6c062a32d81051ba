package dev.migrationgate.tests.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.failpoint.FailPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told in Kafka when ledgers are killed. */
class KilledLedgersIT {
    private static final List<String> PLACES = List.of("before cdevents in kafka", "after cdevents in kafka");

    @TempDir
    private Path folder = Path.of("");

    private LedgerGround ground;

    @BeforeEach
    void start() throws Exception {
        ground = LedgerGround.start(folder);
        Files.createDirectories(failPoints());
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    @Test
    void ledgersThatAreKilledTellEverythingOnceFromTheirFirstStartOn() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int waves = 6;
        int each = 40;
        ground.deployments().write(0, 5);
        LedgerProcess[] ledgers = {ledger("a"), ledger("b")};
        try {
            ground.begun("kafka");
            for (int wave = 0; wave < waves; wave++) {
                arm(PLACES.get(wave % PLACES.size()));
                ground.deployments().write(5 + wave * each, 5 + (wave + 1) * each);
                ground.deployments().poison();
                await("seed " + seed)
                        .atMost(LedgerGround.LIMIT)
                        .until(() -> Files.exists(failPoints().resolve("met")));
                // Besides the one that killed itself, perhaps the other one as well.
                ledgers[random.nextInt(2)].kill();
                revive(ledgers);
            }
            List<String> expected = Deployments.told(5, 5 + waves * each);
            await("seed " + seed)
                    .atMost(LedgerGround.LIMIT)
                    .until(() -> ground.told().look().size() >= expected.size());
            ledgers[0].close();
            ledgers[1].close();

            await("seed " + seed)
                    .atMost(LedgerGround.LIMIT)
                    .until(() -> ground.told().atEnd(ground.told().look().size()));
            assertThat(ground.told().names()).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(ground.told().ids()).as("seed " + seed).doesNotHaveDuplicates();
        } finally {
            ledgers[0].close();
            ledgers[1].close();
        }
    }

    private Path failPoints() {
        return folder.resolve("fail-points");
    }

    /** Lets the next ledger that comes to a place kill itself there. */
    private void arm(String place) throws IOException {
        Files.deleteIfExists(failPoints().resolve("met"));
        Path prepared = Files.writeString(folder.resolve("prepared"), place);
        Files.move(prepared, failPoints().resolve("armed"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void revive(LedgerProcess[] ledgers) throws Exception {
        await().atMost(LedgerGround.LIMIT).until(() -> Stream.of(ledgers).anyMatch(each -> !each.isAlive()));
        for (int i = 0; i < ledgers.length; i++) {
            if (!ledgers[i].isAlive()) {
                ledgers[i] = ledger(i == 0 ? "a" : "b");
            }
        }
    }

    private LedgerProcess ledger(String name) throws IOException {
        Map<String, String> environment = ground.environment(name);
        environment.put(FailPoints.VARIABLE, failPoints().toString());
        return LedgerProcess.start(folder.resolve(name + ".log"), environment);
    }
}
