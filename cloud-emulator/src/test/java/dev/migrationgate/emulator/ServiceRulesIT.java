package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.OneService.NAME;
import static dev.migrationgate.emulator.OneService.request;
import static dev.migrationgate.emulator.OneService.template;
import static dev.migrationgate.emulator.TestCloud.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.AbortedException;
import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be asked of a service, and what is refused. */
class ServiceRulesIT {
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
    void anUpdateOfWhatSomeoneElseHasChangedIsRefused() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        Service read = api.now();
        api.update(read.toBuilder().putLabels("team", "payments"));

        assertThatThrownBy(() -> api.send(read.toBuilder().putLabels("team", "other")))
                .isInstanceOf(AbortedException.class)
                .hasMessageContaining("Conflict for resource");

        assertThat(api.now().getLabelsMap()).containsEntry("team", "payments");
    }

    @Test
    void aRevisionNameIsUsedOnce() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        String other = cloud.image("other", "exit 0");

        assertThatThrownBy(() -> api.send(api.now().toBuilder().setTemplate(template(other, "api-one"))))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> api.send(api.now().toBuilder().setTemplate(template(other, "web-one"))))
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
        assertThatThrownBy(api::now).isInstanceOf(NotFoundException.class);
    }

    @Test
    void anUpdateMayCreateWhatIsMissing() throws Exception {
        UpdateServiceRequest request = UpdateServiceRequest.newBuilder()
                .setAllowMissing(true)
                .setService(Service.newBuilder().setName(NAME).setTemplate(template(cloud.answering("one"), "api-one")))
                .build();

        cloud.done(
                cloud.clients().services().updateServiceCallable().call(request).getName());

        assertThat(get(api.now().getUri()).body()).startsWith("one");
    }

    @Test
    void aDeletedServiceIsGoneWithItsRevisions() throws Exception {
        api.create(cloud.answering("one"), "api-one");
        String uri = api.now().getUri();

        cloud.clients().services().deleteServiceAsync(NAME).get();

        assertThatThrownBy(api::now).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> cloud.clients().revisions().getRevision(NAME + "/revisions/api-one"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> get(uri)).isInstanceOf(IOException.class);
    }
}
