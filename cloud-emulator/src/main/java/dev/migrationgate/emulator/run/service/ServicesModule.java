package dev.migrationgate.emulator.run.service;

import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.operation.Operations;
import io.grpc.BindableService;
import java.nio.file.Path;
import java.util.List;

/** Cloud Run services, put together: the gRPC services, the processes and the addresses. */
public final class ServicesModule implements AutoCloseable {
    private final List<BindableService> services;
    private final Rollouts rollouts;
    private final Addresses addresses;
    private final Instances instances;

    private ServicesModule(
            List<BindableService> services, Rollouts rollouts, Addresses addresses, Instances instances) {
        this.services = services;
        this.rollouts = rollouts;
        this.addresses = addresses;
        this.instances = instances;
    }

    /** Reads the state in a folder, opens the services' addresses and starts what has traffic. */
    public static ServicesModule start(
            Path folder, ServiceEnvironment environment, Operations operations, Calls calls) {
        ServiceStores stores = ServiceStores.open(folder);
        Instances instances = new Instances(environment);
        instances.clearLeftovers();
        Addresses addresses = new Addresses(stores, instances, environment.listening());
        Rollouts rollouts = new Rollouts(stores, instances, addresses, operations, environment);
        Services services = new Services(
                stores, rollouts, addresses, instances, operations, environment.audit(), environment.clock());
        new Resumption(stores, rollouts, addresses, operations).run();
        return new ServicesModule(
                List.of(new ServicesService(services, stores, calls), new RevisionsService(services, stores, calls)),
                rollouts,
                addresses,
                instances);
    }

    /** To be added to a server. */
    public List<BindableService> services() {
        return services;
    }

    /** Closes the addresses, stops every process and waits for that. */
    @Override
    public void close() {
        rollouts.close();
        addresses.close();
        instances.close();
    }
}
