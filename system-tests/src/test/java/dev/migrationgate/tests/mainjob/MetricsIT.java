package dev.migrationgate.tests.mainjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationgate.tests.operations.Watching;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts read what the services show of themselves. */
class MetricsIT {

    @Test
    void everyQueryOfTheDashboardAndOfTheAlertsReadsWhatIsThereAfterOneDeployment(@TempDir Path state)
            throws Exception {
        try (RunningSystem system = RunningSystem.startTelling(state)) {
            system.versionOne("one");

            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(
                            () -> assertThat(Watching.missing(pages(system))).isEmpty());
        }
    }

    private static List<String> pages(RunningSystem system) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        for (URI service : system.stack().management()) {
            pages.add(system.get(service.resolve("/metrics")));
        }
        return pages;
    }
}
