package dev.migrationgate.tests.simulation;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.deployer.cloudrun.RunApi;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Cloud Run's services: etags, named revisions that become ready or not, traffic; reads may be older than writes. */
final class SimulatedServices implements RunApi {
    final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Revision> revisions = new LinkedHashMap<>();
    private final SimulatedJobs jobs;
    private final Chance chance;
    private final Auditor auditor;
    private final Readings<Service> serviceReadings;
    private final Readings<Revision> revisionReadings;
    private int writes;

    SimulatedServices(SimulatedJobs jobs, Chance chance, Auditor auditor, Supplier<Instant> now) {
        this.jobs = jobs;
        this.chance = chance;
        this.auditor = auditor;
        this.serviceReadings = new Readings<>(services, chance, now);
        this.revisionReadings = new Readings<>(revisions, chance, now);
    }

    @Override
    public Optional<Service> service(String name) {
        return chance.call(() -> serviceReadings.read(name));
    }

    @Override
    public Optional<Revision> revision(String name) {
        return chance.call(() -> revisionReadings.read(name));
    }

    @Override
    public Optional<Execution> execution(String name) {
        return chance.call(() -> jobs.read(name));
    }

    @Override
    public Optional<Job> job(String name) {
        return chance.call(() -> jobs.readJob(name));
    }

    @Override
    public void create(String parent, String id, Service service) {
        String name = parent + "/services/" + id;
        chance.call(() -> {
            if (services.containsKey(name)) {
                throw Chance.error(StatusCode.Code.ALREADY_EXISTS);
            }
            return write(service.toBuilder().setName(name).setUri("http://" + id));
        });
    }

    @Override
    public void update(Service service) {
        chance.call(() -> {
            Service current = services.get(service.getName());
            if (current == null || !current.getEtag().equals(service.getEtag())) {
                throw Chance.error(StatusCode.Code.ABORTED);
            }
            return write(service.toBuilder());
        });
    }

    /** A revision that was neither ready nor failed comes to one of them. */
    void progress() {
        List<Revision> undecided = revisions.values().stream()
                .filter(revision -> revision.getConditionsCount() == 0)
                .toList();
        if (!undecided.isEmpty()) {
            Revision revision = chance.of(undecided);
            boolean ready = chance.percent(80);
            revisionReadings.changes(revision.getName());
            revisions.put(revision.getName(), judged(revision, ready));
            if (ready) {
                serviceReadings.changes(revision.getService());
                services.computeIfPresent(
                        revision.getService(),
                        (_, service) -> settled(service.toBuilder().setLatestReadyRevision(revision.getName())));
            }
        }
    }

    private Service write(Service.Builder service) {
        String name = service.getName() + "/revisions/" + service.getTemplate().getRevision();
        if (!revisions.containsKey(name)) {
            revisionReadings.changes(name);
            revisions.put(name, made(name, service));
            auditor.revisionCreated(service.getTemplate().getLabelsMap(), name);
        }
        Service written = settled(service.setEtag("etag-" + ++writes));
        serviceReadings.changes(written.getName());
        services.put(written.getName(), written);
        auditor.traffic(written);
        return written;
    }

    private static Revision made(String name, Service.Builder service) {
        return Revision.newBuilder()
                .setName(name)
                .setService(service.getName())
                .putAllLabels(service.getTemplate().getLabelsMap())
                .putAllAnnotations(service.getTemplate().getAnnotationsMap())
                .build();
    }

    private static Revision judged(Revision revision, boolean ready) {
        return revision.toBuilder()
                .addConditions(Condition.newBuilder()
                        .setType("Ready")
                        .setState(ready ? Condition.State.CONDITION_SUCCEEDED : Condition.State.CONDITION_FAILED)
                        .setMessage(ready ? "" : "the container exited with 1"))
                .build();
    }

    private static Service settled(Service.Builder service) {
        service.clearTrafficStatuses();
        if (service.getTrafficCount() == 0) {
            service.addTrafficStatuses(status(TrafficTarget.newBuilder()
                    .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST)
                    .setPercent(100)
                    .build()));
        }
        service.getTrafficList().forEach(target -> service.addTrafficStatuses(status(target)));
        return service.build();
    }

    private static TrafficTargetStatus status(TrafficTarget target) {
        return TrafficTargetStatus.newBuilder()
                .setType(target.getType())
                .setRevision(target.getRevision())
                .setPercent(target.getPercent())
                .setTag(target.getTag())
                .build();
    }
}
