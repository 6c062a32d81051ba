package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.OneService.NAME;
import static dev.migrationgate.emulator.OneService.template;
import static dev.migrationgate.emulator.OneService.to;
import static dev.migrationgate.emulator.TestCloud.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Condition.RevisionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Service;
import com.google.longrunning.Operation;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a service gets to serve, and goes on. */
class ServicesIT {
    @TempDir
    Path directory;

    private TestCloud cloud;
    private OneService api;

    @BeforeEach
    void start() {
        cloud = new TestCloud(directory);
        api = new OneService(cloud);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void aNewServiceAnswersAtItsAddressOnceItIsReady() throws Exception {
        Operation operation = api.create(cloud.answering("one"), "api-one");

        assertThat(operation.getResponse().unpack(Service.class).getReconciling())
                .isFalse();
        Service service = api.now();
        assertThat(service.getTerminalCondition().getState()).isEqualTo(State.CONDITION_SUCCEEDED);
        assertThat(service.getObservedGeneration()).isEqualTo(service.getGeneration());
        assertThat(service.getLatestReadyRevision()).isEqualTo(NAME + "/revisions/api-one");
        assertThat(get(service.getUri() + "/path?q=1").body()).isEqualTo("one/path?q=1");
    }

    @Test
    void aRevisionWithoutTrafficServesAtItsTagUntilTrafficIsShifted() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        Service before = api.now();

        Operation prepared = api.update(before.toBuilder()
                .setTemplate(template(cloud.answering("two"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-one", 100))
                .addTraffic(to("api-two", 0).toBuilder().setTag("next")));

        assertThat(prepared.hasError()).isFalse();
        Service between = api.now();
        assertThat(get(between.getUri()).body()).startsWith("one");
        assertThat(get(between.getTrafficStatuses(1).getUri()).body()).startsWith("two");

        api.update(between.toBuilder().clearTraffic().addTraffic(to("api-two", 100)));

        assertThat(get(api.now().getUri()).body()).startsWith("two");
        assertThat(api.now().getUri()).isEqualTo(before.getUri());
    }

    @Test
    void aRevisionThatDoesNotListenFailsAndTheOldOneKeepsServing() throws Exception {
        api.create(cloud.answering("one"), "api-one");

        Operation failed = api.update(api.now().toBuilder()
                .setTemplate(template(cloud.image("broken", "echo no table >&2; exit 4"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-two", 100)));

        assertThat(failed.getError().getMessage())
                .contains("Revision 'api-two' is not ready and cannot serve traffic")
                .contains("exit(4)");
        Service service = api.now();
        assertThat(service.getTerminalCondition().getState()).isEqualTo(State.CONDITION_FAILED);
        assertThat(service.getTrafficStatuses(0).getRevision()).isEqualTo("api-one");
        assertThat(service.getLatestReadyRevision()).endsWith("/api-one");
        assertThat(get(service.getUri()).body()).startsWith("one");
        assertThat(cloud.clients()
                        .revisions()
                        .getRevision(NAME + "/revisions/api-two")
                        .getConditions(0)
                        .getRevisionReason())
                .isEqualTo(RevisionReason.HEALTH_CHECK_CONTAINER_ERROR);
    }

    @Test
    void aServiceAnswersAtTheSameAddressAfterARestart() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        String uri = api.now().getUri();

        cloud.stop();
        cloud.start();

        assertThat(api.now().getUri()).isEqualTo(uri);
        assertThat(get(uri).body()).startsWith("one");
    }

    @Test
    void aProcessThatDiedIsStartedAgainByTheNextRequest() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        String uri = api.now().getUri();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("Answer.java one"))
                .filter(process -> !process.info().commandLine().orElse("").contains("/bin/sh -c"))
                .forEach(ProcessHandle::destroyForcibly);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> get(uri).statusCode() == 200);
    }
}
