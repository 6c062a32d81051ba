package dev.migrationgate.quickstart.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30.250Z");

    private final EventLines plain = new EventLines(Style.PLAIN, ZoneOffset.UTC);

    @Test
    void theFirstEventOfADeploymentHasNoDurationAndTheNextOneHas() {
        String first = plain.of(event("DeploymentRequested", TIME, List.of("migration wanted")));
        String second = plain.of(event("MigrationStarted", TIME.plusMillis(117), List.of()));

        assertThat(first)
                .isEqualTo(
                        "10:15:30.250             DeploymentRequested              0f3a91c2  payment-api 1.0.0  migration wanted");
        assertThat(second)
                .isEqualTo("10:15:30.367    +117 ms  MigrationStarted                 0f3a91c2  payment-api 1.0.0");
    }

    @Test
    void aLogLineStandsUnderItsEvent() {
        String event = plain.of(event("MigrationStarted", TIME, List.of()));
        String line = plain.ofLog("Successfully applied 2 migrations");

        assertThat(line.indexOf("│")).isEqualTo(event.indexOf("MigrationStarted"));
        assertThat(line).endsWith("│ Successfully applied 2 migrations");
    }

    @Test
    void plainLinesHaveNoControlCodes() {
        String line = plain.of(event("MigrationFailed", TIME, List.of("exit code 1")));

        assertThat(line).doesNotContain("\u001b");
    }

    @Test
    void onATerminalAFailureIsRed() {
        String line = new EventLines(new Style(true), ZoneOffset.UTC).of(event("MigrationFailed", TIME, List.of()));

        assertThat(line).contains("\u001b[31mMigrationFailed");
    }

    private static SeenEvent event(String name, Instant time, List<String> facts) {
        MigrationStarted any =
                new MigrationStarted("0f3a91c2e7", "app", "lane", "1.0.0", 1, "job", "execution", TIME, TIME, 1L);
        return new SeenEvent(
                time, name, Optional.empty(), Optional.of("0f3a91c2e7"), "payment-api 1.0.0", facts, List.of(), any);
    }
}
