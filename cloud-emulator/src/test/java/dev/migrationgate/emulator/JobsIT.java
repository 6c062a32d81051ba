package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.ExecutionLook.completed;
import static dev.migrationgate.emulator.TestCloud.LOCATION;
import static dev.migrationgate.emulator.TestCloud.executionName;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a job runs and ends. */
class JobsIT {
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
        assertThat(look.task(ended).getLastAttemptResult().getExitCode()).isEqualTo(3);
    }

    @Test
    void aSignalIsToldAsASignal() throws IOException {
        String image = cloud.image("signal", "kill -SEGV $$");

        Execution ended = cloud.ended(cloud.run("signal", job(image, once())));

        assertThat(look.task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(11);
        assertThat(look.task(ended).getLastAttemptResult().getExitCode()).isZero();
    }

    @Test
    void aContainerThatOutlivesItsTimeoutIsKilled() throws IOException {
        String image = cloud.image("slow", "trap '' TERM; while true; do sleep 0.1; done");
        TaskTemplate.Builder template = once().setTimeout(Duration.newBuilder().setSeconds(1));

        Execution ended = cloud.ended(cloud.run("slow", job(image, template)));

        assertThat(completed(ended).getMessage()).contains("The configured timeout was reached");
        assertThat(look.task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(9);
    }

    @Test
    void aCancelledExecutionGetsTimeToCleanUp() throws IOException, InterruptedException {
        String image =
                cloud.image("cancel", "trap 'echo cleaning up; exit 0' TERM; echo up; while true; do sleep 0.1; done");
        String name = cloud.run("cancel", job(image, once()));
        cloud.running(name);
        org.awaitility.Awaitility.await().until(() -> look.texts("cancel-run").contains("up"));

        cloud.clients()
                .executions()
                .cancelExecutionCallable()
                .call(com.google.cloud.run.v2.CancelExecutionRequest.newBuilder()
                        .setName(name)
                        .build());

        Execution ended = cloud.ended(name);
        assertThat(ended.getCancelledCount()).isEqualTo(1);
        assertThat(completed(ended).getExecutionReason()).isEqualTo(ExecutionReason.CANCELLED);
        assertThat(look.texts("cancel-run")).contains("cleaning up");
    }

    @Test
    void aFailedTaskIsTriedThreeMoreTimesUnlessTheJobSaysOtherwise() throws IOException {
        String image = cloud.image("retry", "echo attempt $CLOUD_RUN_TASK_ATTEMPT; exit 1");

        Execution ended = cloud.ended(cloud.run("retry", job(image, TaskTemplate.newBuilder())));

        assertThat(look.task(ended).getRetried()).isEqualTo(3);
        assertThat(look.texts("retry-run")).containsExactly("attempt 0", "attempt 1", "attempt 2", "attempt 3");
    }

    @Test
    void aSecondJobOfTheSameNameIsRefusedAndStartsNothing() throws IOException {
        String image = cloud.image("twice", "echo once >> " + directory.resolve("runs"));
        cloud.ended(cloud.run("twice", job(image, once())));

        assertThatThrownBy(() -> cloud.create("twice", job(image, once())))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("already exists");

        assertThat(look.executions(LOCATION + "/jobs/-")).containsExactly(executionName("twice"));
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
}
