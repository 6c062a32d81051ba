package dev.migrationgate.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationFailed;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.ServiceDeployed;
import dev.migrationgate.quickstart.screen.Style;
import dev.migrationgate.quickstart.watch.SeenEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private static final Instant START = Events.START;

    @Test
    void timesComeFromTheEvidenceNotFromTheEventsArrival() {
        Figures figures = Figures.of(List.of(Events.seen("one", "DeploymentRequested", 0), failed()));

        assertThat(figures.toStart()).contains(Duration.ofMillis(120));
        assertThat(figures.migration()).contains(Duration.ofMillis(1500));
        assertThat(figures.toUpdate()).isEmpty();
        assertThat(figures.total()).isEqualTo(Duration.ofMillis(1700));
    }

    @Test
    void withoutAnExecutionThereIsNoOverheadToMeasure() {
        Figures figures = Figures.of(List.of(Events.seen("one", "DeploymentRequested", 0), deployed()));

        assertThat(figures.toStart()).isEmpty();
        assertThat(figures.toUpdate()).isEmpty();
    }

    @Test
    void theSummaryHasALineForEachDeploymentAndForEachPromise() {
        Step step = new Step("2.", List.of(java.nio.file.Path.of("v2")), List.of(), "1.0.0");
        StepResult result =
                new StepResult("one", step, List.of(Events.seen("one", "DeploymentRequested", 0), failed()));

        List<String> lines = new Summary(
                        List.of(result), Duration.ofSeconds(21), Duration.ofSeconds(42), 1500L * 1024 * 1024)
                .lines(Style.PLAIN);

        assertThat(lines).hasSize(2 + 1 + 6);
        assertThat(lines.get(1)).contains("FAILED, exit code 1", "unchanged, 1.0.0 serves", "120 ms", "1.50 s");
        assertThat(String.join("\n", lines)).contains("1500 MiB", "21.0 s", "42.0 s");
    }

    private static SeenEvent failed() {
        ExecutionEvidence evidence =
                new ExecutionEvidence("job", "execution", "image", START.plusMillis(120), START.plusMillis(1620), null);
        MigrationFailed value = new MigrationFailed(
                "one",
                "a/app",
                "lane",
                "1",
                1,
                "EXIT_CODE",
                "exited with 1",
                1,
                null,
                List.of(),
                evidence,
                START,
                START.plusMillis(1650),
                List.of());
        return event("MigrationFailed", "EXIT_CODE", List.of("exit code 1"), 1700, value);
    }

    private static SeenEvent deployed() {
        ServiceDeployed value = new ServiceDeployed(
                "one",
                "a/app",
                "1",
                "service",
                "revision",
                "http://127.0.0.1:1",
                MigrationOutcome.NOT_REQUIRED,
                START,
                START.plusMillis(30),
                START.plusMillis(400));
        return event("ServiceDeployed", "", List.of(), 400, value);
    }

    private static SeenEvent event(String name, String verdict, List<String> facts, long millis, SpecificRecord value) {
        return new SeenEvent(
                START.plusMillis(millis),
                name,
                Optional.of(verdict).filter(word -> !word.isEmpty()),
                Optional.of("one"),
                "app 1",
                facts,
                List.of(),
                value);
    }
}
