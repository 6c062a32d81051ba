package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.catalogue.KeptDelivery.KeptDeployment;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Deliveries and their deployments, for as long as is promised. Each acceptance has a record of its own in the topic, whose key
 * says when it was: so what removes an old one can never remove the same delivery's next. Safe for several threads.
 */
final class KeptDeliveries {
    /** Applications and lanes that are kept once each; more than any installation has. */
    private static final int MOST_SHARED = 100_000;

    private final MemoryWindow window;
    private final InstantSource clock;
    private final Map<Bits, KeptDelivery> deliveries = new ConcurrentHashMap<>();
    private final Map<Bits, KeptDeployment> deployments = new ConcurrentHashMap<>();
    private final Map<Bits, KeptDelivery> hooksByBody = new ConcurrentHashMap<>();
    /** Deliveries that were accepted anew since, by the keys of their records; few come again after the window. */
    private final Map<String, KeptDelivery> replaced = new ConcurrentHashMap<>();

    private final Map<ApplicationId, ApplicationId> applications = new ConcurrentHashMap<>();
    private final Map<LaneId, LaneId> lanes = new ConcurrentHashMap<>();

    KeptDeliveries(MemoryWindow window, InstantSource clock) {
        this.window = window;
        this.clock = clock;
    }

    /** Keeps a delivery, unless it, or a later acceptance of it, is kept already. */
    void keep(String id, SeenDelivery seen, Instant acceptedAt) {
        Bits bits = Bits.ofId(id);
        List<KeptDeployment> mine =
                seen.deployments().stream().map(each -> kept(each, acceptedAt)).toList();
        var added = new KeptDelivery(bits, seen.body(), acceptedAt, mine);
        KeptDelivery kept = deliveries.merge(bits, added, this::later);
        if (kept == added) {
            mine.forEach(deployment -> deployments.put(deployment.id(), deployment));
            if (DeliveryRecords.isHook(id)) {
                hooksByBody.put(added.bodyHead(), added);
            }
        } else if (kept.acceptedAtMillis() > added.acceptedAtMillis()) {
            mine.forEach(deployment -> deployments.putIfAbsent(deployment.id(), deployment));
        }
    }

    private KeptDelivery later(KeptDelivery old, KeptDelivery added) {
        if (old.acceptedAtMillis() == added.acceptedAtMillis()) {
            return old;
        }
        boolean isLater = added.acceptedAtMillis() > old.acceptedAtMillis();
        KeptDelivery earlier = isLater ? old : added;
        // Its record goes when its deployments may; they need not be the later one's.
        replaced.put(DeliveryRecords.key(earlier), earlier);
        return isLater ? added : old;
    }

    private KeptDeployment kept(Deployment deployment, Instant acceptedAt) {
        return new KeptDeployment(
                Bits.ofDeployment(deployment.id().value()).orElseThrow(),
                shared(applications, deployment.application()),
                deployment.version(),
                shared(lanes, deployment.lane()),
                deployment.migration(),
                acceptedAt.toEpochMilli());
    }

    private static <T> T shared(Map<T, T> known, T value) {
        if (known.size() > MOST_SHARED) {
            known.clear();
        }
        return known.computeIfAbsent(value, same -> same);
    }

    Optional<SeenDelivery> delivery(String id) {
        return Optional.ofNullable(deliveries.get(Bits.ofId(id)))
                .filter(kept -> isWithin(kept.acceptedAtMillis(), window.deliveries()))
                .map(KeptDelivery::seen);
    }

    /** The delivery of a hook that had this body. */
    Optional<SeenDelivery> ofBody(Digest body) {
        return Optional.ofNullable(hooksByBody.get(KeptDelivery.bodyOf(body)))
                .filter(kept -> isWithin(kept.acceptedAtMillis(), window.deliveries()))
                .map(KeptDelivery::seen)
                .filter(seen -> seen.body().equals(body));
    }

    Optional<Deployment> deployment(String id) {
        return Bits.ofDeployment(id)
                .flatMap(bits -> Optional.ofNullable(deployments.get(bits)))
                .filter(kept -> isWithin(kept.acceptedAtMillis(), window.deployments()))
                .map(KeptDeployment::deployment);
    }

    /** Whether the acceptance with this record is kept, so that the record has nothing to add. */
    boolean holds(String recordKey) {
        return find(recordKey).isPresent();
    }

    private Optional<KeptDelivery> find(String recordKey) {
        return DeliveryRecords.parse(recordKey)
                .flatMap(key -> Optional.ofNullable(deliveries.get(key.id()))
                        .filter(kept -> kept.acceptedAtMillis() == key.acceptedAtMillis()))
                .or(() -> Optional.ofNullable(replaced.get(recordKey)));
    }

    /** Keys of records that nothing needs any more, not more than so many; the same ones until they are forgotten. */
    List<String> expired(int most) {
        return Stream.concat(replaced.values().stream(), deliveries.values().stream())
                .filter(kept -> !isWithin(kept.acceptedAtMillis(), window.record(kept.hasDeployments())))
                .limit(most)
                .map(DeliveryRecords::key)
                .toList();
    }

    /** Forgets the acceptance whose record was removed; a later one of the same delivery stays. */
    void forget(String recordKey) {
        find(recordKey).ifPresent(kept -> {
            deliveries.remove(kept.id(), kept);
            replaced.remove(recordKey, kept);
            hooksByBody.remove(kept.bodyHead(), kept);
            kept.deployments().forEach(deployment -> deployments.remove(deployment.id(), deployment));
        });
    }

    /** How many deliveries are kept. */
    int size() {
        return deliveries.size();
    }

    private boolean isWithin(long acceptedAtMillis, Duration limit) {
        return clock.millis() - acceptedAtMillis < limit.toMillis();
    }
}
