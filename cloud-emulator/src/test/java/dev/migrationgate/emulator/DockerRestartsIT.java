package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.get;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.CreateJobRequest;
import dev.migrationgate.google.GoogleCloud;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Docker engine has of an emulator that was killed. */
@Tag("containers")
class DockerRestartsIT {
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
    void aContainerThatRunsIsWatchedOnAndEachOfItsLinesIsThereOnce() throws Exception {
        String image =
                docker.image("on", "trap 'echo after; exit 7' USR1; echo before; while true; do sleep 0.05; done");
        String name = cloud.run("on", job(image, once()));
        Awaitility.await().until(() -> look.texts("on-run").contains("before"));

        cloud.stop();
        cloud.start();
        assertThat(cloud.execution(name).getRunningCount()).isEqualTo(1);
        signal("USR1");

        var ended = cloud.ended(name);
        assertThat(look.task(ended).getLastAttemptResult().getExitCode()).isEqualTo(7);
        assertThat(look.texts("on-run")).containsExactly("before", "after");
        Awaitility.await().untilAsserted(() -> assertThat(docker.containers()).isEmpty());
    }

    @Test
    void aContainerThatEndedWhileNobodyWatchedGetsItsEndAtTheNextStart() throws Exception {
        String image = docker.image("away", "trap 'exit 7' USR1; echo before; while true; do sleep 0.05; done");
        String name = cloud.run("away", job(image, once()));
        Awaitility.await().until(() -> look.texts("away-run").contains("before"));

        cloud.stop();
        signal("USR1");
        cloud.start();

        assertThat(look.task(cloud.ended(name)).getLastAttemptResult().getExitCode())
                .isEqualTo(7);
        assertThat(look.texts("away-run")).containsExactly("before");
    }

    @Test
    void aContainerThatSomebodyRemovedFails() throws Exception {
        String image = docker.image("gone", "while true; do sleep 0.1; done");
        String name = cloud.run("gone", job(image, once()));
        Awaitility.await().until(() -> docker.containers().size() == 1);
        cloud.stop();
        docker.engine()
                .removeContainerCmd(docker.containers().getFirst().getId())
                .withForce(true)
                .exec();

        cloud.start();

        assertThat(ExecutionLook.completed(cloud.ended(name)).getMessage()).contains("disappeared");
    }

    @Test
    void whatAKilledEmulatorLeftIsWatchedOnOrReplaced() throws Exception {
        String waiting = docker.image("kept", "trap 'exit 0' USR1; echo up; while true; do sleep 0.05; done");
        String answering = docker.answering("one");
        cloud.stop();
        int port = freePort();
        Process emulator = emulator(port);
        try (GoogleCloud clients = GoogleCloud.open(Optional.of(URI.create("http://127.0.0.1:" + port)))) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> clients.jobs().listJobs(TestCloud.LOCATION) != null);
            clients.jobs()
                    .createJobCallable()
                    .call(CreateJobRequest.newBuilder()
                            .setParent(TestCloud.LOCATION)
                            .setJobId("kept")
                            .setJob(job(waiting, once()))
                            .build());
            clients.services().createServiceCallable().call(OneService.request(answering, "api-one"));
            Awaitility.await().until(() -> docker.containers().size() == 2);
        } finally {
            emulator.destroyForcibly().waitFor();
        }

        cloud.start();

        String uri = new OneService(cloud).now().getUri();
        Awaitility.await().ignoreExceptions().until(() -> "one".equals(get(uri).body()));
        Awaitility.await().untilAsserted(() -> assertThat(docker.containers()).hasSize(2));
        signal("USR1");
        assertThat(cloud.ended(TestCloud.executionName("kept")).getSucceededCount())
                .isEqualTo(1);
    }

    /** To the migration's container, which has no port. */
    private void signal(String signal) throws IOException {
        docker.containers().stream()
                .filter(container -> container.getNames()[0].contains("-tasks-"))
                .forEach(container -> docker.engine()
                        .killContainerCmd(container.getId())
                        .withSignal(signal)
                        .exec());
    }

    private Process emulator(int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorMain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "EMULATOR_BACKEND",
                        "docker",
                        "EMULATOR_PORT",
                        Integer.toString(port),
                        "EMULATOR_STATE_DIR",
                        directory.resolve("state").toString(),
                        "MANAGEMENT_PORT",
                        "0"));
        return builder.redirectErrorStream(true)
                .redirectOutput(directory.resolve("emulator.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
