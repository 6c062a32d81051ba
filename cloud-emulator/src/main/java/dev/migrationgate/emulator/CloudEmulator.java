package dev.migrationgate.emulator;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.Task;
import com.google.protobuf.TypeRegistry;
import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.fault.Connections;
import dev.migrationgate.emulator.fault.FaultInterceptor;
import dev.migrationgate.emulator.log.LogBook;
import dev.migrationgate.emulator.log.LoggingService;
import dev.migrationgate.emulator.operation.Operations;
import dev.migrationgate.emulator.operation.OperationsService;
import dev.migrationgate.emulator.pubsub.PubSub;
import dev.migrationgate.emulator.registry.PushedImages;
import dev.migrationgate.emulator.run.container.Launches;
import dev.migrationgate.emulator.run.job.JobEnvironment;
import dev.migrationgate.emulator.run.job.JobsModule;
import dev.migrationgate.emulator.run.service.ServiceEnvironment;
import dev.migrationgate.emulator.run.service.ServicesModule;
import dev.migrationgate.emulator.secret.FirstSecrets;
import dev.migrationgate.emulator.secret.SecretService;
import dev.migrationgate.emulator.secret.Secrets;
import dev.migrationgate.emulator.store.AuditLog;
import dev.migrationgate.emulator.store.StateLock;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.grpc.MetricCollectingServerInterceptor;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Google Cloud on one machine: Cloud Run, Secret Manager, Logging and their long-running operations, Pub/Sub, in plaintext gRPC on one
 * port, by default of the loopback interface. Several may live in one JVM, each with its own state directory.
 */
public final class CloudEmulator implements AutoCloseable {
    private static final TypeRegistry TYPES = TypeRegistry.newBuilder()
            .add(Job.getDescriptor())
            .add(Execution.getDescriptor())
            .add(Task.getDescriptor())
            .add(Service.getDescriptor())
            .add(Revision.getDescriptor())
            .build();

    /** What Pub/Sub takes in one request, and a little. */
    private static final int MAX_MESSAGE_BYTES = 11 * 1024 * 1024;

    private final StateLock lock;
    private final AuditLog audit;
    private final Backend backend;
    private final JobsModule jobs;
    private final ServicesModule services;
    private final PubSub pubSub;
    private final Server server;
    private final Connections connections = new Connections();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("call-", 0).factory());

    private CloudEmulator(EmulatorConfig config, MeterRegistry metrics) throws IOException {
        Path state = config.stateDirectory();
        Clock clock = Clock.systemUTC();
        this.lock = StateLock.take(state);
        this.audit = AuditLog.open(state.resolve("audit.jsonl"), clock);
        Calls calls = new Calls(audit);
        LogBook logs = new LogBook(state.resolve("logs"));
        Secrets secrets = Secrets.open(state.resolve("secret-manager"), clock);
        if (config.secrets().isPresent()) {
            new FirstSecrets(config.secrets().get()).into(secrets);
        }
        Operations operations = Operations.open(state.resolve("operations"), TYPES);
        this.backend = config.backend().open(state);
        Launches launches = new Launches(backend, secrets);
        this.jobs = JobsModule.start(
                state.resolve("run"),
                new JobEnvironment(launches, logs, audit, state.resolve("tasks"), config.shutdownGrace(), clock),
                operations,
                calls);
        this.services = ServicesModule.start(
                state.resolve("run"),
                new ServiceEnvironment(
                        launches,
                        logs,
                        audit,
                        state.resolve("instances"),
                        config.services(),
                        config.shutdownGrace(),
                        clock),
                operations,
                calls);
        this.pubSub = PubSub.open(state.resolve("pubsub"), clock);
        var address = new InetSocketAddress(config.host(), config.port());
        NettyServerBuilder builder = connections
                .of(NettyServerBuilder.forAddress(address))
                .executor(threads)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .intercept(new FaultInterceptor(config.faults(), connections::cut, jobs::deleteRunningExecutions))
                // The last interceptor is the outermost: it counts what a fault made of a call, too.
                .intercept(new MetricCollectingServerInterceptor(metrics))
                .addService(new OperationsService(operations, calls))
                .addService(new SecretService(secrets, calls, clock))
                .addService(new LoggingService(logs, calls));
        jobs.services().forEach(builder::addService);
        services.services().forEach(builder::addService);
        pubSub.services(calls).forEach(builder::addService);
        this.server = builder.build().start();
    }

    /**
     * Starts with the state of the directory: executions that run are watched on, those that ended meanwhile get their end, and
     * services with traffic are started again.
     *
     * @throws UncheckedIOException the port is taken, or the state belongs to a running emulator or cannot be read
     */
    public static CloudEmulator start(EmulatorConfig config) {
        return start(config, new CompositeMeterRegistry());
    }

    /**
     * The same, and counts calls by method and status.
     *
     * @throws UncheckedIOException as above
     */
    public static CloudEmulator start(EmulatorConfig config, MeterRegistry metrics) {
        try {
            return new CloudEmulator(config, metrics);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the emulator: " + e.getMessage(), e);
        }
    }

    /** The gRPC port. */
    public int port() {
        return server.getPort();
    }

    /** The images that it runs. */
    public PushedImages images() {
        return backend;
    }

    /** Where clients find it, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /**
     * Takes no more calls, stops the services' containers and waits for them, up to the grace period and a little. Executions run on;
     * the next start finds them. May be called twice.
     */
    @Override
    public void close() {
        server.shutdown();
        pubSub.close(); // Its streams would not end by themselves.
        try {
            if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        connections.close();
        services.close();
        jobs.close();
        backend.close();
        threads.shutdownNow();
        audit.close();
        lock.close();
    }

    @Override
    public String toString() {
        return endpoint().toString();
    }
}
