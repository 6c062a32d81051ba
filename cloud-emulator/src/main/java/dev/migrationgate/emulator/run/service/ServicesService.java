package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.DeleteServiceRequest;
import com.google.cloud.run.v2.GetServiceRequest;
import com.google.cloud.run.v2.ListServicesRequest;
import com.google.cloud.run.v2.ListServicesResponse;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.ServicesGrpc.ServicesImplBase;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code google.cloud.run.v2.Services}. */
final class ServicesService extends ServicesImplBase {
    private static final String SERVICE = "google.cloud.run.v2.Services/";

    private final Services services;
    private final ServiceStores stores;
    private final Calls calls;

    ServicesService(Services services, ServiceStores stores, Calls calls) {
        this.services = services;
        this.stores = stores;
        this.calls = calls;
    }

    @Override
    public void createService(CreateServiceRequest request, StreamObserver<Operation> answer) {
        String name = request.getParent() + "/services/" + request.getServiceId();
        calls.change(SERVICE + "CreateService", name, answer, () -> services.create(request));
    }

    @Override
    public void updateService(UpdateServiceRequest request, StreamObserver<Operation> answer) {
        String name = request.getService().getName();
        calls.change(SERVICE + "UpdateService", name, answer, () -> services.update(request));
    }

    @Override
    public void deleteService(DeleteServiceRequest request, StreamObserver<Operation> answer) {
        calls.change(
                SERVICE + "DeleteService",
                request.getName(),
                answer,
                () -> services.delete(request.getName(), request.getEtag(), request.getValidateOnly()));
    }

    @Override
    public void getService(GetServiceRequest request, StreamObserver<Service> answer) {
        calls.read(answer, () -> {
            ResourceName.parse("name", request.getName(), "projects", "locations", "services");
            return services.find(request.getName());
        });
    }

    @Override
    public void listServices(ListServicesRequest request, StreamObserver<ListServicesResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects", "locations");
            List<Service> all = stores.services().all().stream()
                    .filter(service -> parent.holds(service.getName()))
                    .toList();
            Page<Service> page = Page.of(
                    all,
                    request.getPageSize(),
                    request.getPageToken(),
                    service -> Page.newestFirst(service.getCreateTime(), service.getName()));
            return ListServicesResponse.newBuilder()
                    .addAllServices(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }
}
