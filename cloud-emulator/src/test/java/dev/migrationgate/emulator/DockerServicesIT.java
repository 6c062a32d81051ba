package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.OneService.template;
import static dev.migrationgate.emulator.OneService.to;
import static dev.migrationgate.emulator.TestCloud.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Service;
import com.google.longrunning.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services as containers of a Docker engine. */
@Tag("containers")
class DockerServicesIT {
    @TempDir
    Path directory;

    private DockerCloud docker;
    private OneService api;

    @BeforeEach
    void start() {
        docker = new DockerCloud(directory);
        api = new OneService(docker.cloud());
    }

    @AfterEach
    void stop() throws IOException {
        docker.close();
    }

    @Test
    void trafficGoesToTheNewRevisionOnceItListensAndTheOldOneLeaves() throws Exception {
        api.create(docker.answering("one"), "api-one");
        String uri = api.now().getUri();
        assertThat(get(uri).body()).isEqualTo("one");

        api.update(api.now().toBuilder()
                .setTemplate(template(docker.answering("two"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-one", 100))
                .addTraffic(to("api-two", 0).toBuilder().setTag("next")));
        assertThat(get(uri).body()).isEqualTo("one");
        assertThat(get(api.now().getTrafficStatuses(1).getUri()).body()).isEqualTo("two");

        api.update(api.now().toBuilder().clearTraffic().addTraffic(to("api-two", 100)));
        assertThat(get(uri).body()).isEqualTo("two");
        Awaitility.await().untilAsserted(() -> assertThat(docker.containers()).hasSize(1));
    }

    @Test
    void aRevisionThatDoesNotListenFailsAndTheOldOneKeepsServing() throws Exception {
        api.create(docker.answering("one"), "api-one");

        Operation failed = api.update(api.now().toBuilder()
                .setTemplate(template(docker.image("broken", "echo no table >&2; exit 4"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-two", 100)));

        assertThat(failed.getError().getMessage()).contains("is not ready").contains("exit(4)");
        Service service = api.now();
        assertThat(service.getTrafficStatuses(0).getRevision()).isEqualTo("api-one");
        assertThat(get(service.getUri()).body()).isEqualTo("one");
    }

    @Test
    void aContainerThatWasKilledIsReplacedByTheNextRequest() throws Exception {
        api.create(docker.answering("one"), "api-one");
        String uri = api.now().getUri();

        docker.engine().killContainerCmd(docker.containers().getFirst().getId()).exec();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get(uri).statusCode() == 200);
        assertThat(get(uri).body()).isEqualTo("one");
    }

    @Test
    void closingTheEmulatorLeavesNoContainerOfAService() throws Exception {
        api.create(docker.answering("one"), "api-one");

        docker.cloud().stop();

        assertThat(docker.containers()).noneMatch(container -> "running".equals(container.getState()));
        docker.cloud().start();
        assertThat(get(api.now().getUri()).body()).isEqualTo("one");
    }
}
