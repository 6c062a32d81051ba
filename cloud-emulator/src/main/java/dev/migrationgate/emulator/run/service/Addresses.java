package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Revision;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.emulator.backend.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The address of each service and of each of its tags. Thread safe. */
final class Addresses implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Addresses.class);

    private final ServiceStores stores;
    private final Instances instances;
    private final Listening listening;
    private final ConcurrentMap<String, Address> open = new ConcurrentHashMap<>();

    Addresses(ServiceStores stores, Instances instances, Listening listening) {
        this.stores = stores;
        this.instances = instances;
        this.listening = listening;
    }

    /**
     * The service's address, opened if it is not.
     *
     * @param before the address it had, so that it stays the same over restarts; empty for a new one
     */
    String ofService(String service, String before) {
        return open(
                service,
                before,
                traffic -> TrafficSplit.byShare(
                        traffic, ThreadLocalRandom.current().nextInt(100)));
    }

    /** The address of one of a service's tags. */
    String ofTag(String service, String tag, String before) {
        return open(service + "#" + tag, before, traffic -> TrafficSplit.byTag(traffic, tag));
    }

    private String open(String key, String before, Function<List<TrafficTargetStatus>, Optional<String>> split) {
        String service = key.replaceFirst("#.*", "");
        return open.computeIfAbsent(key, absent -> listen(before, () -> endpoint(service, split)))
                .uri();
    }

    private Address listen(String before, Address.Choice choice) {
        try {
            if (!before.isEmpty()) {
                try {
                    return listening.open(URI.create(before).getPort(), choice);
                } catch (IOException e) {
                    LOGGER.atWarn().addKeyValue("uri", before).setCause(e).log("address is taken, using another");
                }
            }
            return listening.open(choice);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open an address for a service", e);
        }
    }

    private Optional<Endpoint> endpoint(String service, Function<List<TrafficTargetStatus>, Optional<String>> split)
            throws InterruptedException {
        Optional<Revision> revision = stores.services()
                .find(service)
                .map(Service::getTrafficStatusesList)
                .flatMap(split)
                .flatMap(name -> stores.revisions().find(ServiceStores.revisionName(service, name)));
        if (revision.isEmpty()) {
            return Optional.empty();
        }
        // Also starts a container again if it has died meanwhile.
        return instances.ready(revision.get(), () -> true) instanceof Readiness.Ready ready
                ? Optional.of(ready.endpoint())
                : Optional.empty();
    }

    /** Closes the addresses of a service that is gone. */
    void forget(String service) {
        open.keySet().stream()
                .filter(key -> key.equals(service) || key.startsWith(service + "#"))
                .forEach(key -> Optional.ofNullable(open.remove(key)).ifPresent(Address::close));
    }

    @Override
    public void close() {
        open.values().forEach(Address::close);
        open.clear();
    }
}
