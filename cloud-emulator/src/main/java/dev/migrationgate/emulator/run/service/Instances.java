package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Revision;
import dev.migrationgate.emulator.backend.Ending;
import dev.migrationgate.emulator.backend.Endpoint;
import dev.migrationgate.emulator.run.container.StartFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** At most one process per revision, started when it is needed and again when it died. Thread safe. */
final class Instances implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(25);

    private final ServiceEnvironment environment;
    private final ConcurrentMap<String, Instance> running = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, ReentrantLock> starting = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Instances(ServiceEnvironment environment) {
        this.environment = environment;
    }

    /** Kills what an emulator that was killed has left behind: nobody knows where it listens any more. */
    void clearLeftovers() {
        Path folder = environment.instances();
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            left.forEach(environment.launches()::discard);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /** Where a container listens that runs and was ready once; empty if none does. */
    Optional<Endpoint> endpoint(String revision) {
        return Optional.ofNullable(running.get(revision))
                .filter(instance -> instance.ending().isEmpty())
                .flatMap(Instance::endpoint);
    }

    /**
     * Makes sure that a revision has a process and waits until it listens.
     *
     * @param wanted asked while waiting; false ends the wait and the process
     */
    Readiness ready(Revision revision, BooleanSupplier wanted) throws InterruptedException {
        ReentrantLock lock = starting.computeIfAbsent(revision.getName(), name -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Optional<Endpoint> endpoint = endpoint(revision.getName());
            return endpoint.isPresent() ? new Readiness.Ready(endpoint.get()) : start(revision, wanted);
        } finally {
            lock.unlock();
        }
    }

    private Readiness start(Revision revision, BooleanSupplier wanted) throws InterruptedException {
        Instance instance;
        try {
            instance = Instance.start(revision, environment);
        } catch (StartFailure failure) {
            return new Readiness.Failed(
                    RevisionStatus.notStarted(failure, environment.clock().instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + revision.getName(), e);
        }
        Readiness readiness;
        try {
            readiness = await(instance, StartupCheck.of(revision.getContainers(0)), wanted);
        } catch (InterruptedException e) {
            instance.stop();
            throw e;
        }
        if (readiness instanceof Readiness.Ready) {
            running.put(revision.getName(), instance);
        } else {
            instance.stop();
        }
        return readiness;
    }

    private Readiness await(Instance instance, StartupCheck check, BooleanSupplier wanted) throws InterruptedException {
        Instant end = Instant.now().plus(check.limit());
        while (Instant.now().isBefore(end)) {
            Optional<Ending> ending = instance.ending();
            if (ending.isPresent()) {
                return unhealthy(
                        instance,
                        switch (ending.get()) {
                            case Ending.Exited exited -> "The container called exit(" + exited.code() + ").";
                            case Ending.Killed killed ->
                                "The container was terminated by signal " + killed.signal() + ".";
                            case Ending.OutOfMemory _ -> "The container exceeded its memory limit.";
                            case Ending.Vanished vanished -> "The container disappeared.";
                        });
            }
            if (!wanted.getAsBoolean()) {
                return new Readiness.Superseded();
            }
            Optional<Endpoint> endpoint = instance.endpoint();
            if (endpoint.isPresent() && check.passes(endpoint.get(), client)) {
                return new Readiness.Ready(endpoint.get());
            }
            Thread.sleep(LOOK);
        }
        return unhealthy(instance, "It had " + check.limit().toSeconds() + " s.");
    }

    private Readiness unhealthy(Instance instance, String detail) {
        return new Readiness.Failed(RevisionStatus.unhealthy(
                instance.endpoint().map(Endpoint::port).orElse(0),
                detail,
                environment.clock().instant()));
    }

    /** Stops a revision's process if it has one, without waiting. */
    void retire(String revision) {
        Optional.ofNullable(running.remove(revision)).ifPresent(instance -> stopping(instance));
    }

    private static Thread stopping(Instance instance) {
        return Thread.ofVirtual().name("stop-", 0).start(() -> {
            try {
                instance.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Stops every process and waits, a little longer than the grace period at most. */
    @Override
    public void close() {
        List<Thread> stops = new ArrayList<>();
        running.values().forEach(instance -> stops.add(stopping(instance)));
        running.clear();
        try {
            for (Thread stop : stops) {
                stop.join(environment.grace().plusSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
