package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ApiExceptionFactory;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.TrafficTargetStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Cloud Run in memory: etags, named revisions, traffic; answers can be lost and refused, and others may write in between. */
final class FakeRun implements RunApi {
    final Map<String, Service> services = new LinkedHashMap<>();
    final Map<String, Revision> revisions = new LinkedHashMap<>();
    final Map<String, Execution> executions = new LinkedHashMap<>();
    final Map<String, Job> jobs = new LinkedHashMap<>();
    /** What each accepted call that changes something left behind. */
    final List<Service> writes = new ArrayList<>();

    private final Deque<Runnable> beforeWrites = new ArrayDeque<>();
    private final Deque<StatusCode.Code> lostAnswers = new ArrayDeque<>();
    private Function<String, Condition.State> readiness = _ -> Condition.State.CONDITION_SUCCEEDED;
    private @Nullable String stuck;
    private Runnable beforeReads = () -> {};

    /** From now on, new and unsettled revisions are in this state. */
    void readiness(Condition.State state) {
        readiness = _ -> state;
        revisions.replaceAll((_, revision) -> judged(revision));
    }

    /** The next call that changes something is refused. */
    void refuseNext(StatusCode.Code code) {
        beforeNextWrite(() -> {
            throw exception(code);
        });
    }

    /** The next call that changes something does so, and then fails. */
    void loseNextAnswer(StatusCode.Code code) {
        beforeNextWrite(() -> lostAnswers.add(code));
    }

    void beforeNextWrite(Runnable other) {
        beforeWrites.add(other);
    }

    /** Traffic for this revision is accepted, but never arrives. */
    void neverServes(String revision) {
        stuck = revision;
    }

    /** Called before each reading, which it may refuse. */
    void beforeReads(Runnable action) {
        beforeReads = action;
    }

    static ApiException exception(StatusCode.Code code) {
        return ApiExceptionFactory.createException(new IllegalStateException("made up"), new Code(code), false);
    }

    @Override
    public Optional<Service> service(String name) {
        beforeReads.run();
        return Optional.ofNullable(services.get(name));
    }

    @Override
    public Optional<Revision> revision(String name) {
        beforeReads.run();
        return Optional.ofNullable(revisions.get(name));
    }

    @Override
    public Optional<Execution> execution(String name) {
        beforeReads.run();
        return Optional.ofNullable(executions.get(name));
    }

    @Override
    public Optional<Job> job(String name) {
        beforeReads.run();
        return Optional.ofNullable(jobs.get(name));
    }

    @Override
    public void create(String parent, String id, Service service) {
        String name = parent + "/services/" + id;
        write(name, () -> {
            if (services.containsKey(name)) {
                throw exception(StatusCode.Code.ALREADY_EXISTS);
            }
            return service.toBuilder().setName(name).setUri("http://127.0.0.1/" + id);
        });
    }

    @Override
    public void update(Service service) {
        write(service.getName(), () -> {
            Service current = Objects.requireNonNull(services.get(service.getName()));
            if (!current.getEtag().equals(service.getEtag())) {
                throw exception(StatusCode.Code.ABORTED);
            }
            return service.toBuilder();
        });
    }

    /** Somebody else changes the service. */
    void meddle(String name, Function<Service, Service> change) {
        Service current = Objects.requireNonNull(services.get(name));
        services.put(
                name,
                change.apply(current).toBuilder()
                        .setEtag(current.getEtag() + "'")
                        .build());
    }

    private void write(String name, java.util.function.Supplier<Service.Builder> accepted) {
        Optional.ofNullable(beforeWrites.poll()).ifPresent(Runnable::run);
        Service.Builder service = accepted.get();
        addRevision(service);
        settle(service);
        service.setEtag("etag-" + (writes.size() + 1));
        services.put(name, service.build());
        writes.add(service.build());
        Optional.ofNullable(lostAnswers.poll()).ifPresent(code -> {
            throw exception(code);
        });
    }

    private void addRevision(Service.Builder service) {
        String name = service.getName() + "/revisions/" + service.getTemplate().getRevision();
        revisions.computeIfAbsent(
                name,
                _ -> judged(Revision.newBuilder()
                        .setName(name)
                        .setService(service.getName())
                        .putAllLabels(service.getTemplate().getLabelsMap())
                        .putAllAnnotations(service.getTemplate().getAnnotationsMap())
                        .build()));
        service.setLatestCreatedRevision(name);
        if (readiness.apply(name) == Condition.State.CONDITION_SUCCEEDED) {
            service.setLatestReadyRevision(name);
        }
    }

    private Revision judged(Revision revision) {
        Condition.State state = readiness.apply(revision.getName());
        Condition ready = Condition.newBuilder()
                .setType("Ready")
                .setState(state)
                .setMessage(state == Condition.State.CONDITION_FAILED ? "the container exited with 1" : "")
                .build();
        return revision.toBuilder().clearConditions().addConditions(ready).build();
    }

    private void settle(Service.Builder service) {
        List<TrafficTarget> wanted = service.getTrafficList();
        if (stuck != null && wanted.stream().anyMatch(this::onStuck)) {
            service.setTerminalCondition(Condition.newBuilder()
                    .setType("Ready")
                    .setState(Condition.State.CONDITION_FAILED)
                    .setMessage("the route is not ready"));
            return;
        }
        service.clearTerminalCondition().clearTrafficStatuses();
        if (wanted.isEmpty()) {
            service.addTrafficStatuses(TrafficTargetStatus.newBuilder()
                    .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST)
                    .setPercent(100));
        }
        wanted.forEach(target -> service.addTrafficStatuses(TrafficTargetStatus.newBuilder()
                .setType(target.getType())
                .setRevision(target.getRevision())
                .setPercent(target.getPercent())
                .setTag(target.getTag())));
    }

    private boolean onStuck(TrafficTarget target) {
        return target.getPercent() > 0 && target.getRevision().equals(stuck);
    }

    private record Code(StatusCode.Code code) implements StatusCode {
        @Override
        public StatusCode.Code getCode() {
            return code;
        }

        @Override
        public Object getTransportCode() {
            return code;
        }
    }
}
