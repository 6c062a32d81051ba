package dev.migrationgate.quickstart.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.CommandKind;
import dev.migrationgate.events.DeploymentCommand;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationStarted;
import dev.migrationgate.events.OtherCommandKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFactsTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:15:30Z");
    private static final String APPLICATION = "fincorp/retail-banking/production/payment-gateway/payment-api";

    @Test
    void aStartNamesApplicationVersionAndExecutionShortly() {
        SeenEvent event = EventFacts.of(
                TIME,
                new MigrationStarted(
                        "0f3a91c2e7",
                        APPLICATION,
                        "lane",
                        "1.0.0",
                        1,
                        "jobs/j",
                        "jobs/j/executions/j-run",
                        TIME,
                        TIME,
                        1L));

        assertThat(event.label()).isEqualTo("MigrationStarted");
        assertThat(event.subject()).isEqualTo("payment-api 1.0.0");
        assertThat(event.facts()).containsExactly("execution j-run");
        assertThat(event.shortId()).isEqualTo("0f3a91c2");
    }

    @Test
    void aFailureSaysItsExitCodeAndHowLongItRanAndKeepsTheExcerpt() {
        ExecutionEvidence evidence =
                new ExecutionEvidence("job", "execution", "image", TIME, TIME.plusMillis(1234), null);

        SeenEvent event = EventFacts.of(
                TIME,
                new MigrationFailed(
                        "id",
                        APPLICATION,
                        "lane",
                        "1.1.0",
                        1,
                        "EXIT_CODE",
                        "exited with 1",
                        1,
                        null,
                        List.of("ERROR: syntax error"),
                        evidence,
                        TIME,
                        TIME,
                        List.of()));

        assertThat(event.label()).isEqualTo("MigrationFailed EXIT_CODE");
        assertThat(event.facts()).containsExactly("exit code 1", "ran 1234 ms");
        assertThat(event.excerpt()).containsExactly("ERROR: syntax error");
    }

    @Test
    void aCommandSaysWhatIsAskedForWhereverThatIsWritten() {
        DeploymentCommand.Builder command = DeploymentCommand.newBuilder()
                .setCommandId("c")
                .setKind(CommandKind.RELEASE)
                .setLaneId("lane")
                .setDeploymentId("d1")
                .setActor("ada")
                .setReason("because")
                .setRequestedAt(TIME);

        assertThat(EventFacts.of(TIME, command.build()).facts()).contains("RELEASE by ada");
        assertThat(EventFacts.of(
                                TIME,
                                command.setOtherKind(OtherCommandKind.ROTATE).build())
                        .facts())
                .contains("ROTATE by ada");
    }
}
