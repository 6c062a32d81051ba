package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.ExecutionLook.completed;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executions outlive the emulator. */
class JobRestartsIT {
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
        assertThat(look.task(ended).getLastAttemptResult().getExitCode()).isEqualTo(7);
        assertThat(look.texts("away-run")).containsExactly("before", "after");
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
}
