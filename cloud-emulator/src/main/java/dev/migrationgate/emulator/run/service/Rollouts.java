package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.operation.Operations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings services to the state they ask for: start the new revision, wait until it is ready, and only then move traffic. One
 * rollout per service at a time; a newer generation ends the wait of an older one. Thread safe.
 */
final class Rollouts implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Rollouts.class);

    private final ServiceStores stores;
    private final Instances instances;
    private final Addresses addresses;
    private final Operations operations;
    private final ServiceEnvironment environment;
    private final Settling settling;
    private final ConcurrentMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rollout-", 0).factory());

    Rollouts(
            ServiceStores stores,
            Instances instances,
            Addresses addresses,
            Operations operations,
            ServiceEnvironment environment) {
        this.stores = stores;
        this.instances = instances;
        this.addresses = addresses;
        this.operations = operations;
        this.environment = environment;
        this.settling = new Settling(stores, instances, environment);
    }

    /** Rolls a generation of a service out in the background, then ends the operation. */
    void begin(Service wanted, String operation) {
        threads.execute(() -> {
            ReentrantLock lock = locks.computeIfAbsent(wanted.getName(), name -> new ReentrantLock());
            try {
                lock.lockInterruptibly();
                try {
                    rollOut(wanted, operation);
                } finally {
                    lock.unlock();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // closing: a later emulator goes on
            } catch (RuntimeException e) {
                LOGGER.atError()
                        .addKeyValue("service", wanted.getName())
                        .setCause(e)
                        .log("rollout broke off");
                operations.fail(
                        operation,
                        wanted,
                        Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
            }
        });
    }

    private void rollOut(Service wanted, String operation) throws InterruptedException {
        Optional<Condition> latestFailure = settling.settle(wanted, wanted.getLatestCreatedRevision());
        String latestReady = latestFailure.isEmpty()
                ? wanted.getLatestCreatedRevision()
                : stores.services()
                        .find(wanted.getName())
                        .map(Service::getLatestReadyRevision)
                        .orElse("");
        List<TrafficTargetStatus> traffic = new ArrayList<>();
        Optional<Condition> routeFailure = Optional.empty();
        for (TrafficTarget target : wanted.getTrafficList()) {
            String revision = target.getRevision().isEmpty()
                    ? latestReady
                    : ServiceStores.revisionName(wanted.getName(), target.getRevision());
            if (routeFailure.isEmpty() && !revision.isEmpty()) {
                routeFailure = settling.settle(wanted, revision);
                traffic.add(status(wanted, target, revision));
            }
        }
        if (settling.superseded(wanted)) {
            operations.fail(operation, wanted, supersededBy(wanted));
            return;
        }
        List<TrafficTargetStatus> routed = routeFailure.isEmpty() ? traffic : List.of();
        Service after = finish(wanted, latestReady, routed, latestFailure.isPresent() ? latestFailure : routeFailure);
        report(after, operation);
    }

    private Service finish(
            Service wanted, String latestReady, List<TrafficTargetStatus> traffic, Optional<Condition> failure) {
        Service after = stores.services()
                .update(
                        wanted.getName(),
                        before -> before.getGeneration() == wanted.getGeneration()
                                ? ServiceStatus.settled(
                                        before,
                                        latestReady,
                                        traffic,
                                        failure,
                                        environment.clock().instant())
                                : before)
                .orElse(wanted);
        if (!traffic.isEmpty()) {
            environment.audit().record("service.traffic", wanted.getName(), ServiceStatus.describe(traffic));
        }
        settling.retireUnneeded(after);
        return after;
    }

    private void report(Service after, String operation) {
        if (settling.superseded(after)) {
            operations.fail(operation, after, supersededBy(after));
        } else if (ServiceStatus.failed(after)) {
            operations.fail(
                    operation,
                    after,
                    Refusal.precondition(after.getTerminalCondition().getMessage()));
        } else {
            operations.succeed(operation, after);
        }
    }

    private TrafficTargetStatus status(Service wanted, TrafficTarget target, String revision) {
        TrafficTargetStatus.Builder status = TrafficTargetStatus.newBuilder()
                .setType(target.getType())
                .setRevision(ServiceStores.shortName(revision))
                .setPercent(target.getPercent())
                .setTag(target.getTag());
        if (!target.getTag().isEmpty()) {
            String before = wanted.getTrafficStatusesList().stream()
                    .filter(other -> other.getTag().equals(target.getTag()))
                    .map(TrafficTargetStatus::getUri)
                    .findFirst()
                    .orElse("");
            status.setUri(addresses.ofTag(wanted.getName(), target.getTag(), before));
        }
        return status.build();
    }

    private static StatusRuntimeException supersededBy(Service wanted) {
        return Status.ABORTED
                .withDescription("Generation %d of '%s' was superseded before it was rolled out."
                        .formatted(wanted.getGeneration(), wanted.getName()))
                .asRuntimeException();
    }

    /** Starts every revision that has traffic, in the background, so that the first request finds it running. */
    void warmUp() {
        for (Service service : stores.services().all()) {
            for (TrafficTargetStatus target : service.getTrafficStatusesList()) {
                stores.revisions()
                        .find(ServiceStores.revisionName(service.getName(), target.getRevision()))
                        .ifPresent(revision -> threads.execute(() -> warmUp(revision)));
            }
        }
    }

    private void warmUp(Revision revision) {
        try {
            instances.ready(revision, () -> true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
