package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was accepted before, in memory: filled from the topic, and at once with what this instance publishes. */
public final class MemoryCatalogue implements Memory {
    private record Name(Kind kind, String name) {}

    private record Place(Kind kind, Map<String, String> ancestors) {}

    private record Kept(Manifest manifest, Instant acceptedAt) {}

    private final Map<Name, Map<ManifestId, Kept>> manifests = new ConcurrentHashMap<>();
    /** Identities only, so that the two indexes cannot hold different versions of one manifest. */
    private final Map<Place, Set<ManifestId>> places = new ConcurrentHashMap<>();

    private final Map<String, SeenDelivery> deliveries = new ConcurrentHashMap<>();
    private final Map<String, Deployment> deployments = new ConcurrentHashMap<>();
    private volatile Optional<String> problem = Optional.of("accepted manifests are still being read");

    /** Makes one that knows nothing, and says that it does not know everything. */
    public MemoryCatalogue() {}

    @Override
    public List<Manifest> named(Kind kind, String name) {
        return Optional.ofNullable(manifests.get(new Name(kind, name)))
                .map(byId -> byId.values().stream().map(Kept::manifest).toList())
                .orElse(List.of());
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return places.getOrDefault(new Place(kind, ancestors), Set.of()).stream()
                .flatMap(id -> Optional.ofNullable(manifests.get(new Name(kind, id.name()))).stream()
                        .flatMap(byId -> Optional.ofNullable(byId.get(id)).stream()))
                .map(Kept::manifest)
                .toList();
    }

    @Override
    public Optional<SeenDelivery> delivery(String id) {
        return Optional.ofNullable(deliveries.get(id));
    }

    @Override
    public Optional<Deployment> deployment(String id) {
        return Optional.ofNullable(deployments.get(id));
    }

    @Override
    public void remember(Submission submission) {
        submission.manifests().forEach(manifest -> keep(manifest, submission.acceptedAt()));
        var seen = new SeenDelivery(submission.delivery().body(), submission.deployments());
        keep(submission.delivery().id(), seen);
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }

    /** Keeps a manifest, unless a newer one with its identity is kept: the topic is read a little behind. */
    void keep(Manifest manifest, Instant acceptedAt) {
        manifest.kind().ifPresent(kind -> {
            manifests
                    .computeIfAbsent(new Name(kind, manifest.id().name()), _ -> new ConcurrentHashMap<>())
                    .merge(
                            manifest.id(),
                            new Kept(manifest, acceptedAt),
                            (old, added) -> added.acceptedAt().isBefore(old.acceptedAt()) ? old : added);
            // After the manifest itself: whoever finds the identity finds what it stands for.
            places.computeIfAbsent(new Place(kind, manifest.id().ancestors()), _ -> ConcurrentHashMap.newKeySet())
                    .add(manifest.id());
        });
    }

    void keep(String delivery, SeenDelivery seen) {
        deliveries.put(delivery, seen);
        seen.deployments().forEach(deployment -> deployments.put(deployment.id().value(), deployment));
    }

    void complete() {
        problem = Optional.empty();
    }

    /** Says that it does not know everything any more, until it is complete again. */
    void incomplete(String why) {
        problem = Optional.of(why);
    }
}
