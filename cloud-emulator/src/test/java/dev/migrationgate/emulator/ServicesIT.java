package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.LOCATION;
import static dev.migrationgate.emulator.TestCloud.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AbortedException;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.run.v2.Condition.RevisionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServicesIT {
    private static final String NAME = LOCATION + "/services/api";

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
    void aNewServiceAnswersAtItsAddressOnceItIsReady() throws Exception {
        Operation operation = create(cloud.answering("one"), "api-one");

        assertThat(operation.getResponse().unpack(Service.class).getReconciling())
                .isFalse();
        Service service = service();
        assertThat(service.getTerminalCondition().getState()).isEqualTo(State.CONDITION_SUCCEEDED);
        assertThat(service.getObservedGeneration()).isEqualTo(service.getGeneration());
        assertThat(service.getLatestReadyRevision()).isEqualTo(NAME + "/revisions/api-one");
        assertThat(get(service.getUri() + "/path?q=1").body()).isEqualTo("one/path?q=1");
    }

    @Test
    void aRevisionWithoutTrafficServesAtItsTagUntilTrafficIsShifted() throws Exception {
        create(cloud.answering("one"), "api-one");
        Service before = service();

        Operation prepared = update(before.toBuilder()
                .setTemplate(template(cloud.answering("two"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-one", 100))
                .addTraffic(to("api-two", 0).toBuilder().setTag("next")));

        assertThat(prepared.hasError()).isFalse();
        Service between = service();
        assertThat(get(between.getUri()).body()).startsWith("one");
        assertThat(get(between.getTrafficStatuses(1).getUri()).body()).startsWith("two");

        update(between.toBuilder().clearTraffic().addTraffic(to("api-two", 100)));

        assertThat(get(service().getUri()).body()).startsWith("two");
        assertThat(service().getUri()).isEqualTo(before.getUri());
    }

    @Test
    void aRevisionThatDoesNotListenFailsAndTheOldOneKeepsServing() throws Exception {
        create(cloud.answering("one"), "api-one");

        Operation failed = update(service().toBuilder()
                .setTemplate(template(cloud.image("broken", "echo no table >&2; exit 4"), "api-two"))
                .clearTraffic()
                .addTraffic(to("api-two", 100)));

        assertThat(failed.getError().getMessage())
                .contains("Revision 'api-two' is not ready and cannot serve traffic")
                .contains("exit(4)");
        Service service = service();
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
    void anUpdateOfWhatSomeoneElseHasChangedIsRefused() throws Exception {
        create(cloud.answering("one"), "api-one");
        Service read = service();
        update(read.toBuilder().putLabels("team", "payments"));

        assertThatThrownBy(() -> send(read.toBuilder().putLabels("team", "other")))
                .isInstanceOf(AbortedException.class)
                .hasMessageContaining("Conflict for resource");

        assertThat(service().getLabelsMap()).containsEntry("team", "payments");
    }

    @Test
    void aRevisionNameIsUsedOnce() throws Exception {
        create(cloud.answering("one"), "api-one");
        String other = cloud.image("other", "exit 0");

        assertThatThrownBy(() -> send(service().toBuilder().setTemplate(template(other, "api-one"))))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> send(service().toBuilder().setTemplate(template(other, "web-one"))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("must begin with 'api-'");
    }

    @Test
    void whatIsOnlyValidatedLeavesNothing() throws IOException {
        CreateServiceRequest request = request(cloud.image("v", "exit 0"), "api-one").toBuilder()
                .setValidateOnly(true)
                .build();

        Operation operation = cloud.clients().services().createServiceCallable().call(request);

        assertThat(operation.getDone()).isTrue();
        assertThatThrownBy(this::service).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anUpdateMayCreateWhatIsMissing() throws Exception {
        UpdateServiceRequest request = UpdateServiceRequest.newBuilder()
                .setAllowMissing(true)
                .setService(Service.newBuilder().setName(NAME).setTemplate(template(cloud.answering("one"), "api-one")))
                .build();

        cloud.done(
                cloud.clients().services().updateServiceCallable().call(request).getName());

        assertThat(get(service().getUri()).body()).startsWith("one");
    }

    @Test
    void aServiceAnswersAtTheSameAddressAfterARestart() throws Exception {
        create(cloud.answering("one"), "api-one");
        String uri = service().getUri();

        cloud.stop();
        cloud.start();

        assertThat(service().getUri()).isEqualTo(uri);
        assertThat(get(uri).body()).startsWith("one");
    }

    @Test
    void aProcessThatDiedIsStartedAgainByTheNextRequest() throws Exception {
        create(cloud.answering("one"), "api-one");
        String uri = service().getUri();
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("Answer.java one"))
                .filter(process -> !process.info().commandLine().orElse("").contains("/bin/sh -c"))
                .forEach(ProcessHandle::destroyForcibly);

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> get(uri).statusCode() == 200);
    }

    @Test
    void aDeletedServiceIsGoneWithItsRevisions() throws Exception {
        create(cloud.answering("one"), "api-one");
        String uri = service().getUri();

        cloud.clients().services().deleteServiceAsync(NAME).get();

        assertThatThrownBy(this::service).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.clients().revisions().getRevision(NAME + "/revisions/api-one"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> get(uri)).isInstanceOf(IOException.class);
    }

    private static RevisionTemplate template(String image, String revision) {
        return RevisionTemplate.newBuilder()
                .setRevision(revision)
                .addContainers(Container.newBuilder().setImage(image))
                .build();
    }

    private static TrafficTarget to(String revision, int percent) {
        return TrafficTarget.newBuilder()
                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                .setRevision(revision)
                .setPercent(percent)
                .build();
    }

    private static CreateServiceRequest request(String image, String revision) {
        return CreateServiceRequest.newBuilder()
                .setParent(LOCATION)
                .setServiceId("api")
                .setService(Service.newBuilder().setTemplate(template(image, revision)))
                .build();
    }

    private Operation create(String image, String revision) {
        Operation begun = cloud.clients().services().createServiceCallable().call(request(image, revision));
        return cloud.done(begun.getName());
    }

    private Operation update(Service.Builder service) {
        return cloud.done(send(service).getName());
    }

    private Operation send(Service.Builder service) {
        UpdateServiceRequest request =
                UpdateServiceRequest.newBuilder().setService(service).build();
        return cloud.clients().services().updateServiceCallable().call(request);
    }

    private Service service() {
        return cloud.clients().services().getService(NAME);
    }
}
