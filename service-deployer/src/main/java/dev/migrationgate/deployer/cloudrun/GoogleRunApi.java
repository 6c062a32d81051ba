package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.NotFoundException;
import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.UpdateServiceRequest;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.PinnedSecrets;
import java.util.Optional;
import java.util.function.Supplier;

/** The real thing. Long-running operations are not waited for: the resources themselves say how far they are. */
final class GoogleRunApi implements RunApi {
    private final GoogleCloud google;
    private final PinnedSecrets secrets;

    GoogleRunApi(GoogleCloud google) {
        this.google = google;
        this.secrets = new PinnedSecrets(google);
    }

    @Override
    public Optional<Service> service(String name) {
        return found(() -> google.services().getService(name));
    }

    @Override
    public Optional<Revision> revision(String name) {
        return found(() -> google.revisions().getRevision(name));
    }

    @Override
    public Optional<Execution> execution(String name) {
        return found(() -> google.executions().getExecution(name));
    }

    @Override
    public Optional<Job> job(String name) {
        return found(() -> google.jobs().getJob(name));
    }

    @Override
    public void create(String parent, String id, Service service) {
        CreateServiceRequest request = CreateServiceRequest.newBuilder()
                .setParent(parent)
                .setServiceId(id)
                .setService(pinned(service))
                .build();
        google.services().createServiceCallable().call(request);
    }

    @Override
    public void update(Service service) {
        UpdateServiceRequest request =
                UpdateServiceRequest.newBuilder().setService(pinned(service)).build();
        google.services().updateServiceCallable().call(request);
    }

    private Service pinned(Service service) {
        Service.Builder pinned = service.toBuilder();
        RevisionTemplate.Builder template = pinned.getTemplateBuilder();
        for (int i = 0; i < template.getContainersCount(); i++) {
            template.setContainers(i, secrets.in(template.getContainers(i)));
        }
        return pinned.build();
    }

    private static <T> Optional<T> found(Supplier<T> get) {
        try {
            return Optional.of(get.get());
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }
}
