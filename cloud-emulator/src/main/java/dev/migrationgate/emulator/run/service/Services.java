package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.CreateServiceRequest;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.UpdateServiceRequest;
import com.google.longrunning.Operation;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.operation.Operations;
import dev.migrationgate.emulator.run.container.Rules;
import dev.migrationgate.emulator.store.AuditLog;
import java.time.Clock;
import java.util.Optional;

/** What changes services; one caller at a time, so that etags and generations mean what they say. */
final class Services {
    private final ServiceStores stores;
    private final Rollouts rollouts;
    private final Addresses addresses;
    private final Instances instances;
    private final Operations operations;
    private final AuditLog audit;
    private final Clock clock;

    Services(
            ServiceStores stores,
            Rollouts rollouts,
            Addresses addresses,
            Instances instances,
            Operations operations,
            AuditLog audit,
            Clock clock) {
        this.stores = stores;
        this.rollouts = rollouts;
        this.addresses = addresses;
        this.instances = instances;
        this.operations = operations;
        this.audit = audit;
        this.clock = clock;
    }

    synchronized Operation create(CreateServiceRequest request) {
        ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects", "locations");
        Service checked = ServiceSpec.checked(request.getService(), request.getServiceId());
        String name = parent.child("services", request.getServiceId());
        if (stores.services().find(name).isPresent()) {
            throw Refusal.exists("Service", name);
        }
        Service service = ServiceEdit.created(name, checked, clock.instant());
        return change(parent, service, true, request.getValidateOnly());
    }

    synchronized Operation update(UpdateServiceRequest request) {
        Service sent = request.getService();
        ResourceName name = ResourceName.parse("service.name", sent.getName(), "projects", "locations", "services");
        ResourceName location = location(name);
        Optional<Service> current = stores.services().find(sent.getName());
        if (current.isEmpty() && request.getAllowMissing()) {
            return create(CreateServiceRequest.newBuilder()
                    .setParent(location.toString())
                    .setServiceId(name.id())
                    .setService(sent)
                    .setValidateOnly(request.getValidateOnly())
                    .build());
        }
        Service before = current.orElseThrow(() -> Refusal.notFound("Service", sent.getName()));
        Refusal.unlessCurrent(sent.getName(), sent.getEtag(), before.getEtag());
        Service after = ServiceEdit.updated(before, request);
        boolean newRevision = !after.getTemplate().equals(before.getTemplate());
        return change(location, after, newRevision, request.getValidateOnly());
    }

    synchronized Operation delete(String serviceName, String etag, boolean validateOnly) {
        ResourceName name = ResourceName.parse("name", serviceName, "projects", "locations", "services");
        Service service = find(serviceName);
        Refusal.unlessCurrent(serviceName, etag, service.getEtag());
        Service deleted = service.toBuilder()
                .setDeleteTime(Times.timestamp(clock.instant()))
                .build();
        if (validateOnly) {
            return Operations.unrecorded(location(name), deleted);
        }
        stores.services().remove(serviceName);
        addresses.forget(serviceName);
        for (Revision revision : stores.revisionsOf(serviceName)) {
            instances.retire(revision.getName());
            stores.revisions().remove(revision.getName());
        }
        return operations.done(location(name), deleted);
    }

    synchronized Operation deleteRevision(String revisionName, String etag, boolean validateOnly) {
        ResourceName name = ResourceName.parse("name", revisionName, "projects", "locations", "services", "revisions");
        Revision revision =
                stores.revisions().find(revisionName).orElseThrow(() -> Refusal.notFound("Revision", revisionName));
        Refusal.unlessCurrent(revisionName, etag, revision.getEtag());
        Service service = find(ServiceStores.serviceOf(revisionName));
        boolean serves = service.getTrafficStatusesList().stream()
                .anyMatch(target -> target.getRevision().equals(name.id()));
        if (serves || service.getLatestCreatedRevision().equals(revisionName)) {
            throw Refusal.precondition(
                    "Revision '%s' has traffic or a tag, or is the service's latest.".formatted(name.id()));
        }
        Revision deleted = revision.toBuilder()
                .setDeleteTime(Times.timestamp(clock.instant()))
                .build();
        if (validateOnly) {
            return Operations.unrecorded(location(name), deleted);
        }
        instances.retire(revisionName);
        stores.revisions().remove(revisionName);
        return operations.done(location(name), deleted);
    }

    Service find(String name) {
        return stores.services().find(name).orElseThrow(() -> Refusal.notFound("Service", name));
    }

    private Operation change(ResourceName location, Service wanted, boolean newRevision, boolean validateOnly) {
        String id = ServiceStores.shortName(wanted.getName());
        String shortName = newRevision
                ? NewRevision.shortName(wanted.getTemplate(), id, wanted.getGeneration())
                : ServiceStores.shortName(wanted.getLatestCreatedRevision());
        String revisionName = ServiceStores.revisionName(wanted.getName(), shortName);
        if (newRevision && stores.revisions().find(revisionName).isPresent()) {
            throw Refusal.exists("Revision", revisionName);
        }
        checkTargets(wanted, shortName);
        Service service = ServiceStatus.reconciling(wanted, clock.instant()).toBuilder()
                .setUpdateTime(Times.timestamp(clock.instant()))
                .setLatestCreatedRevision(revisionName)
                .setEtag(Rules.newEtag())
                .build();
        if (validateOnly) {
            return Operations.unrecorded(location, service);
        }
        if (newRevision) {
            stores.revisions().create(revisionName, NewRevision.of(service, shortName, clock.instant()));
            audit.record("revision.created", revisionName, "OK");
        }
        String uri = addresses.ofService(service.getName(), service.getUri());
        Service stored =
                service.toBuilder().setUri(uri).clearUrls().addUrls(uri).build();
        if (!stores.services().create(stored.getName(), stored)) {
            stores.services().update(stored.getName(), before -> stored);
        }
        Operation operation = operations.begin(location, stored);
        rollouts.begin(stored, operation.getName());
        return operation;
    }

    private void checkTargets(Service wanted, String latest) {
        for (TrafficTarget target : wanted.getTrafficList()) {
            String revision = target.getRevision();
            boolean known = revision.isEmpty()
                    || revision.equals(latest)
                    || stores.revisions()
                            .find(ServiceStores.revisionName(wanted.getName(), revision))
                            .isPresent();
            if (!known) {
                throw Refusal.invalid("service.traffic", "revision '%s' does not exist".formatted(revision));
            }
        }
    }

    private static ResourceName location(ResourceName within) {
        return new ResourceName(within.collections().subList(0, 2), within.ids().subList(0, 2));
    }
}
