package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.LOCATION;
import static dev.migrationgate.emulator.TestCloud.executionName;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.run.v2.ListExecutionsRequest;
import com.google.logging.v2.LogEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be read of executions. */
class JobRecordsIT {
    @TempDir
    Path directory;

    private TestCloud cloud;
    private ExecutionLook look;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
        look = new ExecutionLook(cloud);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void executionsAreListedAcrossJobsPageByPage() throws IOException {
        String image = cloud.image("many", "exit 0");
        for (String id : List.of("a", "b", "c")) {
            cloud.ended(cloud.run(id, job(image, once())));
        }

        ListExecutionsRequest request = ListExecutionsRequest.newBuilder()
                .setParent(LOCATION + "/jobs/-")
                .setPageSize(2)
                .build();
        var page = cloud.clients().executions().listExecutions(request).getPage();

        assertThat(page.getValues()).hasSize(2);
        assertThat(look.executions(LOCATION + "/jobs/-"))
                .containsExactly(executionName("c"), executionName("b"), executionName("a"));
        assertThat(look.executions(LOCATION + "/jobs/b")).containsExactly(executionName("b"));
    }

    @Test
    void aDeletedExecutionStaysInItsJobsCount() throws Exception {
        cloud.ended(cloud.run("gone", job(cloud.image("gone", "exit 0"), once())));

        cloud.clients().executions().deleteExecutionAsync(executionName("gone")).get();

        var after = cloud.clients().jobs().getJob(LOCATION + "/jobs/gone");
        assertThat(after.getExecutionCount()).isEqualTo(1);
        assertThat(executionName("gone"))
                .endsWith("/" + after.getLatestCreatedExecution().getName());
        assertThat(after.getLatestCreatedExecution().hasDeleteTime()).isTrue();
    }

    @Test
    void linesAreReadBackInOrderWithTheirStream() throws IOException {
        String image = cloud.image("log", "echo one; echo two; echo problem >&2; printf unfinished");
        cloud.ended(cloud.run("log", job(image, once())));

        List<LogEntry> entries = look.entries("log-run", " AND timestamp>=\"2020-01-01T00:00:00Z\"");

        assertThat(entries)
                .filteredOn(entry -> entry.getLogName().endsWith("stdout"))
                .extracting(LogEntry::getTextPayload)
                .containsExactly("one", "two", "unfinished");
        assertThat(entries)
                .filteredOn(entry -> entry.getLogName().endsWith("stderr"))
                .extracting(LogEntry::getTextPayload)
                .containsExactly("problem");
        assertThat(entries)
                .filteredOn(entry -> entry.getLogName().endsWith("varlog%2Fsystem"))
                .extracting(LogEntry::getTextPayload)
                .containsExactly("Container called exit(0).");
        assertThatThrownBy(() -> look.entries("log-run", " OR severity=ERROR"))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void startsAndEndsAreInTheAuditRecord() throws IOException {
        String image = cloud.image("audit", "exit 1");

        cloud.ended(cloud.run("audit", job(image, once())));

        assertThat(Files.readAllLines(directory.resolve("state/audit.jsonl")))
                .anyMatch(line -> line.contains("google.cloud.run.v2.Jobs/CreateJob") && line.contains("\"OK\""))
                .anyMatch(line -> line.contains("execution.started") && line.contains("audit-run"))
                .anyMatch(line -> line.contains("execution.ended") && line.contains("NON_ZERO_EXIT_CODE"));
    }
}
