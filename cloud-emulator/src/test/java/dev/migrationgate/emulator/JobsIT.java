package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.LOCATION;
import static dev.migrationgate.emulator.TestCloud.PROJECT;
import static dev.migrationgate.emulator.TestCloud.executionName;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.ListExecutionsRequest;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.LogEntry;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsIT {
    @TempDir
    Path directory;

    private TestCloud cloud;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aStartTokenRunsTheJobUnderANameThatIsKnownBefore() throws IOException {
        String image = cloud.image("ok", "echo migrated $COLOUR $1 in $(pwd)");

        Execution ended = cloud.ended(cloud.run("ok", job(image, once())));

        assertThat(ended.getSucceededCount()).isEqualTo(1);
        assertThat(completed(ended).getState()).isEqualTo(State.CONDITION_SUCCEEDED);
        assertThat(ended.hasStartTime()).isTrue();
        Job job = cloud.clients().jobs().getJob(LOCATION + "/jobs/ok");
        assertThat(job.getLatestCreatedExecution().getName()).isEqualTo("ok-run");
    }

    @Test
    void anExitCodeThatIsNotZeroFailsTheExecutionAndIsTold() throws IOException {
        String image = cloud.image("exit", "exit 3");

        Execution ended = cloud.ended(cloud.run("exit", job(image, once())));

        assertThat(ended.getFailedCount()).isEqualTo(1);
        assertThat(completed(ended).getState()).isEqualTo(State.CONDITION_FAILED);
        assertThat(completed(ended).getExecutionReason()).isEqualTo(ExecutionReason.NON_ZERO_EXIT_CODE);
        assertThat(task(ended).getLastAttemptResult().getExitCode()).isEqualTo(3);
    }

    @Test
    void aSignalIsToldAsASignal() throws IOException {
        String image = cloud.image("signal", "kill -SEGV $$");

        Execution ended = cloud.ended(cloud.run("signal", job(image, once())));

        assertThat(task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(11);
        assertThat(task(ended).getLastAttemptResult().getExitCode()).isZero();
    }

    @Test
    void aContainerThatOutlivesItsTimeoutIsKilled() throws IOException {
        String image = cloud.image("slow", "trap '' TERM; while true; do sleep 0.1; done");
        TaskTemplate.Builder template = once().setTimeout(Duration.newBuilder().setSeconds(1));

        Execution ended = cloud.ended(cloud.run("slow", job(image, template)));

        assertThat(completed(ended).getMessage()).contains("The configured timeout was reached");
        assertThat(task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(9);
    }

    @Test
    void aCancelledExecutionGetsTimeToCleanUp() throws IOException, InterruptedException {
        String image =
                cloud.image("cancel", "trap 'echo cleaning up; exit 0' TERM; echo up; while true; do sleep 0.1; done");
        String name = cloud.run("cancel", job(image, once()));
        cloud.running(name);
        org.awaitility.Awaitility.await().until(() -> texts("cancel-run").contains("up"));

        cloud.clients()
                .executions()
                .cancelExecutionCallable()
                .call(com.google.cloud.run.v2.CancelExecutionRequest.newBuilder()
                        .setName(name)
                        .build());

        Execution ended = cloud.ended(name);
        assertThat(ended.getCancelledCount()).isEqualTo(1);
        assertThat(completed(ended).getExecutionReason()).isEqualTo(ExecutionReason.CANCELLED);
        assertThat(texts("cancel-run")).contains("cleaning up");
    }

    @Test
    void aFailedTaskIsTriedThreeMoreTimesUnlessTheJobSaysOtherwise() throws IOException {
        String image = cloud.image("retry", "echo attempt $CLOUD_RUN_TASK_ATTEMPT; exit 1");

        Execution ended = cloud.ended(cloud.run("retry", job(image, TaskTemplate.newBuilder())));

        assertThat(task(ended).getRetried()).isEqualTo(3);
        assertThat(texts("retry-run")).containsExactly("attempt 0", "attempt 1", "attempt 2", "attempt 3");
    }

    @Test
    void aSecondJobOfTheSameNameIsRefusedAndStartsNothing() throws IOException {
        String image = cloud.image("twice", "echo once >> " + directory.resolve("runs"));
        cloud.ended(cloud.run("twice", job(image, once())));

        assertThatThrownBy(() -> cloud.create("twice", job(image, once())))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("already exists");

        assertThat(executions(LOCATION + "/jobs/-")).containsExactly(executionName("twice"));
        assertThat(directory.resolve("runs")).content().hasLineCount(1);
    }

    @Test
    void aJobThatBreaksARuleIsRefusedWithTheRule() {
        assertThatThrownBy(() -> cloud.create("bad", job("", once())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("image: is required");
        assertThatThrownBy(() -> cloud.create("Bad", job("x", once())))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("job_id");
    }

    @Test
    void aMissingImageFailsTheExecutionWithItsName() {
        Execution ended = cloud.ended(cloud.run("lost", job("registry.example/app:lost", once())));

        assertThat(completed(ended).getReason()).isEqualTo(CommonReason.CONTAINER_MISSING);
        assertThat(completed(ended).getMessage()).contains("registry.example/app:lost");
    }

    @Test
    void aSecretReachesTheContainerAndNothingElse() throws IOException {
        String image = cloud.image("secret", "test \"$DATABASE_URL\" = postgresql://s3cret");
        String version = cloud.secret("payments-db-url", "postgresql://s3cret");
        Job job = withSecret(job(image, once()), version);

        Execution ended = cloud.ended(cloud.run("secret", job));

        assertThat(ended.getSucceededCount()).isEqualTo(1);
        assertThat(ended.toString()).doesNotContain("s3cret");
        assertThat(Files.readString(directory.resolve("state/audit.jsonl"))).doesNotContain("s3cret");
    }

    @Test
    void aMissingSecretFailsTheExecutionBeforeItStarts() throws IOException {
        String image = cloud.image("nosecret", "echo never");
        Job job = withSecret(job(image, once()), PROJECT + "/secrets/none/versions/1");

        Execution ended = cloud.ended(cloud.run("nosecret", job));

        assertThat(completed(ended).getReason()).isEqualTo(CommonReason.SECRETS_ACCESS_CHECK_FAILED);
        assertThat(texts("nosecret-run")).isEmpty();
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
        assertThat(executions(LOCATION + "/jobs/-"))
                .containsExactly(executionName("c"), executionName("b"), executionName("a"));
        assertThat(executions(LOCATION + "/jobs/b")).containsExactly(executionName("b"));
    }

    @Test
    void linesAreReadBackInOrderWithTheirStream() throws IOException {
        String image = cloud.image("log", "echo one; echo two; echo problem >&2; printf unfinished");
        cloud.ended(cloud.run("log", job(image, once())));

        List<LogEntry> entries = entries("log-run", " AND timestamp>=\"2020-01-01T00:00:00Z\"");

        assertThat(entries)
                .filteredOn(entry -> entry.getLogName().endsWith("stdout"))
                .extracting(LogEntry::getTextPayload)
                .containsExactly("one", "two", "unfinished");
        assertThat(entries)
                .filteredOn(entry -> entry.getLogName().endsWith("stderr"))
                .extracting(LogEntry::getTextPayload)
                .containsExactly("problem");
        assertThatThrownBy(() -> entries("log-run", " OR severity=ERROR")).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void anExecutionThatEndedWhileNobodyWatchedGetsItsEndAtTheNextStart() throws IOException {
        Path gate = directory.resolve("gate");
        String image = cloud.image(
                "away", "echo before; while [ ! -e " + gate + " ]; do sleep 0.05; done; echo after; exit 7");
        String name = cloud.run("away", job(image, once()));
        cloud.running(name);

        cloud.stop();
        Files.createFile(gate);
        cloud.start();

        Execution ended = cloud.ended(name);
        assertThat(task(ended).getLastAttemptResult().getExitCode()).isEqualTo(7);
        assertThat(texts("away-run")).containsExactly("before", "after");
    }

    @Test
    void anExecutionThatStillRunsIsWatchedOnAfterARestart() throws IOException {
        Path gate = directory.resolve("gate");
        String image = cloud.image(
                "on",
                "echo run >> " + directory.resolve("runs") + "; while [ ! -e " + gate + " ]; do sleep 0.05; done");
        String name = cloud.run("on", job(image, once()));
        cloud.running(name);

        cloud.stop();
        cloud.start();
        assertThat(cloud.execution(name).getRunningCount()).isEqualTo(1);
        Files.createFile(gate);

        assertThat(cloud.ended(name).getSucceededCount()).isEqualTo(1);
        assertThat(directory.resolve("runs")).content().hasLineCount(1);
    }

    @Test
    void aContainerThatVanishedWithoutExitCodeFails() throws IOException {
        String image = cloud.image("gone", "while true; do sleep 0.1; done");
        String name = cloud.run("gone", job(image, once()));
        Execution running = cloud.running(name);
        cloud.stop();
        Path folder = directory.resolve("state/tasks/" + running.getUid() + "/0-0");
        for (String file : List.of("keeper", "program")) {
            long pid = Long.parseLong(Files.readString(folder.resolve(file)).split(" ", -1)[0]);
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }

        cloud.start();

        assertThat(completed(cloud.ended(name)).getMessage()).contains("disappeared");
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

    private static Job withSecret(Job job, String version) {
        int versions = version.indexOf("/versions/");
        EnvVar variable = EnvVar.newBuilder()
                .setName("DATABASE_URL")
                .setValueSource(EnvVarSource.newBuilder()
                        .setSecretKeyRef(SecretKeySelector.newBuilder()
                                .setSecret(version.substring(0, versions))
                                .setVersion(version.substring(versions + "/versions/".length()))))
                .build();
        Job.Builder result = job.toBuilder();
        result.getTemplateBuilder().getTemplateBuilder().getContainersBuilder(0).addEnv(variable);
        return result.build();
    }

    private List<String> executions(String parent) {
        return StreamSupport.stream(
                        cloud.clients()
                                .executions()
                                .listExecutions(parent)
                                .iterateAll()
                                .spliterator(),
                        false)
                .map(Execution::getName)
                .toList();
    }

    private List<String> texts(String execution) {
        return entries(execution, "").stream().map(LogEntry::getTextPayload).toList();
    }

    private List<LogEntry> entries(String execution, String more) {
        ListLogEntriesRequest request = ListLogEntriesRequest.newBuilder()
                .addResourceNames(PROJECT)
                .setFilter("resource.type=\"cloud_run_job\" AND labels.\"run.googleapis.com/execution_name\"=\""
                        + execution + "\"" + more)
                .build();
        return StreamSupport.stream(
                        cloud.clients()
                                .logs()
                                .listLogEntries(request)
                                .iterateAll()
                                .spliterator(),
                        false)
                .toList();
    }

    private Task task(Execution execution) {
        return cloud.clients()
                .tasks()
                .listTasks(execution.getName())
                .iterateAll()
                .iterator()
                .next();
    }

    private static Condition completed(Execution execution) {
        return execution.getConditionsList().stream()
                .filter(condition -> condition.getType().equals("Completed"))
                .findFirst()
                .orElseThrow();
    }
}
