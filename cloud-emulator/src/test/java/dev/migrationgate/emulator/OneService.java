package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.LOCATION;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.RevisionTemplate;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;

/** One service, {@code api}, and what callers do with it. */
record OneService(TestCloud cloud) {
    static final String NAME = LOCATION + "/services/api";

    static RevisionTemplate template(String image, String revision) {
        return RevisionTemplate.newBuilder()
                .setRevision(revision)
                .addContainers(Container.newBuilder().setImage(image))
                .build();
    }

    static CreateServiceRequest request(String image, String revision) {
        return CreateServiceRequest.newBuilder()
                .setParent(LOCATION)
                .setServiceId("api")
                .setService(Service.newBuilder().setTemplate(template(image, revision)))
                .build();
    }

    static TrafficTarget to(String revision, int percent) {
        return TrafficTarget.newBuilder()
                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                .setRevision(revision)
                .setPercent(percent)
                .build();
    }

    /** Creates it and waits for the end of its rollout. */
    Operation create(String image, String revision) {
        Operation begun = cloud.clients().services().createServiceCallable().call(request(image, revision));
        return cloud.done(begun.getName());
    }

    /** Updates it and waits for the end of its rollout. */
    Operation update(Service.Builder service) {
        return cloud.done(send(service).getName());
    }

    /** Asks for an update and waits for the first answer only. */
    Operation send(Service.Builder service) {
        UpdateServiceRequest request =
                UpdateServiceRequest.newBuilder().setService(service).build();
        return cloud.clients().services().updateServiceCallable().call(request);
    }

    /** The service as it is. */
    Service now() {
        return cloud.clients().services().getService(NAME);
    }
}
