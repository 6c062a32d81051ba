package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.ExecutionLook.completed;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.EnvVarSource;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ResourceRequirements;
import com.google.cloud.run.v2.SecretKeySelector;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.protobuf.Duration;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs as containers of a Docker engine. */
@Tag("containers")
class DockerJobsIT {
    @TempDir
    Path directory;

    private DockerCloud docker;
    private TestCloud cloud;
    private ExecutionLook look;

    @BeforeEach
    void start() {
        docker = new DockerCloud(directory);
        cloud = docker.cloud();
        look = new ExecutionLook(cloud);
    }

    @AfterEach
    void stop() throws IOException {
        docker.close();
    }

    @Test
    void aContainerHasWhatItsImageAndItsJobSay() throws IOException {
        String secret = cloud.secret("password", "s3cret");
        Container container = Container.newBuilder()
                .setImage(docker.image(
                        "says",
                        "echo $COLOUR $SIZE $1 in $(pwd) as $(id -u) with ${#PASSWORD} of $CLOUD_RUN_JOB; echo oh >&2"))
                .addEnv(EnvVar.newBuilder().setName("SIZE").setValue("large"))
                .addEnv(EnvVar.newBuilder()
                        .setName("PASSWORD")
                        .setValueSource(EnvVarSource.newBuilder()
                                .setSecretKeyRef(SecretKeySelector.newBuilder()
                                        .setSecret("password")
                                        .setVersion(secret.replaceFirst(".*/", "")))))
                .setWorkingDir("/tmp")
                .build();

        Execution ended = cloud.ended(cloud.run("says", jobOf(container)));

        assertThat(ended.getSucceededCount()).isEqualTo(1);
        assertThat(look.texts("says-run"))
                .containsExactlyInAnyOrder("blue large from-image in /tmp as 1000 with 6 of says", "oh");
    }

    @Test
    void aCommandRunsWithoutTheImagesArgumentsAndArgumentsWithItsEntrypoint() throws IOException {
        String image = docker.image("args", "echo script $*");
        Container command =
                Container.newBuilder().setImage(image).addCommand("/bin/echo").build();
        Container args = Container.newBuilder()
                .setImage(image)
                .addArgs("a b")
                .addArgs("c")
                .build();

        cloud.ended(cloud.run("command", jobOf(command)));
        cloud.ended(cloud.run("args", jobOf(args)));

        assertThat(look.texts("command-run")).containsExactly("");
        assertThat(look.texts("args-run")).containsExactly("script a b c");
    }

    @Test
    void exitCodesAndSignalsAreTold() throws IOException {
        Execution exited = cloud.ended(cloud.run("exit", job(docker.image("exit", "exit 3"), once())));
        Execution killed =
                cloud.ended(cloud.run("signal", job(docker.image("signal", "sh -c 'kill -SEGV $$'; exit $?"), once())));

        assertThat(look.task(exited).getLastAttemptResult().getExitCode()).isEqualTo(3);
        assertThat(completed(exited).getExecutionReason()).isEqualTo(ExecutionReason.NON_ZERO_EXIT_CODE);
        assertThat(look.task(killed).getLastAttemptResult().getTermSignal()).isEqualTo(11);
    }

    @Test
    void moreMemoryThanTheLimitEndsIt() throws IOException {
        Container container = Container.newBuilder()
                .setImage(docker.image("memory", "exec perl -e '$x = \"x\" x 100_000_000; print length $x'"))
                .setResources(ResourceRequirements.newBuilder().putLimits("memory", "32Mi"))
                .build();

        Execution ended = cloud.ended(cloud.run("memory", jobOf(container)));

        assertThat(completed(ended).getMessage()).contains("memory limit");
        assertThat(look.task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(9);
    }

    @Test
    void theEngineIsToldTheLimits() throws IOException {
        Container container = Container.newBuilder()
                .setImage(docker.image("limits", "trap 'exit 0' TERM; while true; do sleep 0.1; done"))
                .setResources(ResourceRequirements.newBuilder()
                        .putLimits("memory", "64Mi")
                        .putLimits("cpu", "500m"))
                .build();
        cloud.running(cloud.run("limits", jobOf(container)));
        Awaitility.await().until(() -> docker.containers().size() == 1);

        var host = docker.engine()
                .inspectContainerCmd(docker.containers().getFirst().getId())
                .exec()
                .getHostConfig();

        assertThat(host.getMemory()).isEqualTo(64L << 20);
        assertThat(host.getNanoCPUs()).isEqualTo(500_000_000L);
    }

    @Test
    void aContainerThatOutlivesItsTimeoutIsKilledAndLeavesNothing() throws IOException {
        String image = docker.image("slow", "trap '' TERM; while true; do sleep 0.1; done");
        TaskTemplate.Builder template = once().setTimeout(Duration.newBuilder().setSeconds(1));

        Execution ended = cloud.ended(cloud.run("slow", job(image, template)));

        assertThat(completed(ended).getMessage()).contains("The configured timeout was reached");
        assertThat(look.task(ended).getLastAttemptResult().getTermSignal()).isEqualTo(9);
        Awaitility.await().untilAsserted(() -> assertThat(docker.containers()).isEmpty());
    }

    @Test
    void aCancelledExecutionGetsTimeToCleanUp() throws IOException {
        String image =
                docker.image("cancel", "trap 'echo cleaning up; exit 0' TERM; echo up; while true; do sleep 0.1; done");
        String name = cloud.run("cancel", job(image, once()));
        Awaitility.await().until(() -> look.texts("cancel-run").contains("up"));

        cloud.clients()
                .executions()
                .cancelExecutionCallable()
                .call(CancelExecutionRequest.newBuilder().setName(name).build());

        assertThat(cloud.ended(name).getCancelledCount()).isEqualTo(1);
        assertThat(look.texts("cancel-run")).contains("cleaning up");
    }

    @Test
    void aFailedTaskIsTriedAgainInANewContainer() throws IOException {
        String image = docker.image("retry", "echo attempt $CLOUD_RUN_TASK_ATTEMPT; touch /tmp/left; exit 1");

        Execution ended = cloud.ended(cloud.run("retry", job(image, once().setMaxRetries(1))));

        assertThat(look.task(ended).getRetried()).isEqualTo(1);
        assertThat(look.texts("retry-run")).containsExactly("attempt 0", "attempt 1");
    }

    @Test
    void anImageThatNobodyHasFailsTheExecutionWithItsName() {
        Execution ended = cloud.ended(cloud.run("lost", job("localhost:1/nobody/has:1", once())));

        assertThat(completed(ended).getReason()).isEqualTo(CommonReason.CONTAINER_MISSING);
        assertThat(completed(ended).getMessage()).contains("localhost:1/nobody/has:1");
    }

    @Test
    void aCommandThatTheImageDoesNotHaveIsToldLikeAShellsAndWhyIsInTheLog() throws IOException {
        Container container = Container.newBuilder()
                .setImage(docker.image("exit", "exit 3"))
                .addCommand("/no/such")
                .build();

        Execution ended = cloud.ended(cloud.run("missing", jobOf(container)));

        assertThat(look.task(ended).getLastAttemptResult().getExitCode()).isEqualTo(127);
        assertThat(String.join("\n", look.texts("missing-run"))).contains("/no/such");
    }

    private static com.google.cloud.run.v2.Job jobOf(Container container) {
        return com.google.cloud.run.v2.Job.newBuilder()
                .setStartExecutionToken("run")
                .setTemplate(com.google.cloud.run.v2.ExecutionTemplate.newBuilder()
                        .setTemplate(once().addContainers(container)))
                .build();
    }
}
