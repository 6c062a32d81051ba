package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.DeleteRevisionRequest;
import com.google.cloud.run.v2.GetRevisionRequest;
import com.google.cloud.run.v2.ListRevisionsRequest;
import com.google.cloud.run.v2.ListRevisionsResponse;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.RevisionsGrpc.RevisionsImplBase;
import com.google.longrunning.Operation;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code google.cloud.run.v2.Revisions}. */
final class RevisionsService extends RevisionsImplBase {
    private final Services services;
    private final ServiceStores stores;
    private final Calls calls;

    RevisionsService(Services services, ServiceStores stores, Calls calls) {
        this.services = services;
        this.stores = stores;
        this.calls = calls;
    }

    @Override
    public void getRevision(GetRevisionRequest request, StreamObserver<Revision> answer) {
        calls.read(answer, () -> {
            ResourceName.parse("name", request.getName(), "projects", "locations", "services", "revisions");
            return stores.revisions()
                    .find(request.getName())
                    .orElseThrow(() -> Refusal.notFound("Revision", request.getName()));
        });
    }

    @Override
    public void listRevisions(ListRevisionsRequest request, StreamObserver<ListRevisionsResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent =
                    ResourceName.parse("parent", request.getParent(), "projects", "locations", "services");
            List<Revision> all = stores.revisions().all().stream()
                    .filter(revision -> parent.holds(revision.getName()))
                    .toList();
            Page<Revision> page = Page.of(
                    all,
                    request.getPageSize(),
                    request.getPageToken(),
                    revision -> Page.newestFirst(revision.getCreateTime(), revision.getName()));
            return ListRevisionsResponse.newBuilder()
                    .addAllRevisions(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void deleteRevision(DeleteRevisionRequest request, StreamObserver<Operation> answer) {
        calls.change(
                "google.cloud.run.v2.Revisions/DeleteRevision",
                request.getName(),
                answer,
                () -> services.deleteRevision(request.getName(), request.getEtag(), request.getValidateOnly()));
    }
}
