package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.LOCATION;
import static dev.migrationgate.emulator.TestCloud.executionName;
import static dev.migrationgate.emulator.TestCloud.job;
import static dev.migrationgate.emulator.TestCloud.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.run.v2.Execution;
import dev.migrationgate.emulator.fault.FaultSetting;
import dev.migrationgate.emulator.fault.RuledFaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Google's own clients see of faults that take more than a status. */
class FaultsIT {
    private static final String FOREVER = "trap 'exit 0' TERM; while true; do sleep 0.1; done";

    private final RuledFaults faults = new RuledFaults(Clock.systemUTC());

    @TempDir
    Path directory;

    private TestCloud cloud;
    private ExecutionLook look;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory, faults);
        look = new ExecutionLook(cloud);
    }

    @AfterEach
    void stop() {
        plan("{}");
        cloud.close();
    }

    @Test
    void runningExecutionsAreDeletedBeforeTheCallAndEndedOnesStay() throws IOException {
        String ended = cloud.run("ended", job(cloud.image("ok", "exit 0"), once()));
        cloud.ended(ended);
        String running = cloud.run("running", job(cloud.image("forever", FOREVER), once()));
        cloud.running(running);

        plan("{'rules':[{'method':'ListExecutions','deleteExecutions':true}]}");

        assertThat(look.executions(LOCATION + "/jobs/-")).containsExactly(ended);
        plan("{}");
        assertThatThrownBy(() -> cloud.execution(running)).isInstanceOf(NotFoundException.class);
        assertThat(cloud.clients().jobs().getJob(LOCATION + "/jobs/running").getExecutionCount())
                .isEqualTo(1);
        assertThat(directory.resolve("state/audit.jsonl"))
                .content()
                .contains("DeleteExecution\",\"resource\":\"" + running);
    }

    @Test
    void theContainerOfADeletedExecutionIsStopped() throws IOException {
        Path marker = directory.resolve("stopped");
        String script = "trap 'touch " + marker + "; exit 0' TERM; echo up; while true; do sleep 0.1; done";
        String running = cloud.run("running", job(cloud.image("marking", script), once()));
        await().until(() -> look.texts("running-run").contains("up"));

        plan("{'rules':[{'method':'GetExecution','deleteExecutions':true}]}");

        assertThatThrownBy(() -> cloud.execution(running)).isInstanceOf(NotFoundException.class);
        await().until(() -> Files.exists(marker));
    }

    @Test
    void aStaleReadOfWhatWasJustMadeDoesNotFindIt() throws IOException {
        String name = executionName("late");
        assertThatThrownBy(() -> cloud.execution(name)).isInstanceOf(NotFoundException.class);
        cloud.run("late", job(cloud.image("forever", FOREVER), once()));
        plan("{'rules':[{'method':'GetExecution','stale':true}]}");

        assertThatThrownBy(() -> cloud.execution(name))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("does not exist");

        plan("{}");
        assertThat(cloud.execution(name).getName()).isEqualTo(name);
    }

    @Test
    void aStaleReadOfWhatWasJustDeletedStillFindsIt() throws IOException {
        String name = cloud.run("gone", job(cloud.image("ok", "exit 0"), once()));
        Execution ended = cloud.ended(name);
        var _ = cloud.clients()
                .executions()
                .deleteExecutionCallable()
                .call(com.google.cloud.run.v2.DeleteExecutionRequest.newBuilder()
                        .setName(name)
                        .build());
        plan("{'rules':[{'method':'GetExecution','stale':true}]}");

        assertThat(cloud.execution(name)).isEqualTo(ended);

        plan("{}");
        assertThatThrownBy(() -> cloud.execution(name)).isInstanceOf(NotFoundException.class);
    }

    private void plan(String json) {
        new FaultSetting(faults).put(json.replace('\'', '"'));
    }
}
