package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;

/** What was accepted before, in memory: filled from the topic, and at once with what this instance publishes. */
public final class MemoryCatalogue implements Memory {
    private record Name(Kind kind, String name) {}

    private record Place(Kind kind, Map<String, String> ancestors) {}

    private record Kept(Manifest manifest, Instant acceptedAt) {}

    private record Branch(String repository, String ref) {}

    private record Since<T>(T value, Instant acceptedAt) {
        /** The topic is read a little behind, so that what comes later may be older. */
        Since<T> or(Since<T> added) {
            return added.acceptedAt.isBefore(acceptedAt) ? this : added;
        }
    }

    private final Map<Name, Map<ManifestId, Kept>> manifests = new ConcurrentHashMap<>();
    /** Identities only, so that the two indexes cannot hold different versions of one manifest. */
    private final Map<Place, Set<ManifestId>> places = new ConcurrentHashMap<>();

    private final KeptDeliveries deliveries;
    private final Map<Branch, Since<BranchHead>> heads = new ConcurrentHashMap<>();
    private final LongAccumulator newestMillis = new LongAccumulator(Math::max, 0);
    private final Map<String, Since<SeenImage>> images = new ConcurrentHashMap<>();
    /** Of each repository of images. */
    private final Map<String, Instant> newestImages = new ConcurrentHashMap<>();

    private volatile Optional<String> problem = Optional.of("accepted manifests are still being read");

    /** Makes one that knows nothing, and says that it does not know everything. */
    public MemoryCatalogue() {
        this(MemoryWindow.DEFAULT, InstantSource.system());
    }

    /** The same with other limits on how long deliveries and deployments are remembered. */
    public MemoryCatalogue(MemoryWindow window, InstantSource clock) {
        deliveries = new KeptDeliveries(window, clock);
    }

    @Override
    public Optional<Manifest> at(ManifestId id) {
        return Kind.of(id.kind())
                .flatMap(kind -> Optional.ofNullable(manifests.get(new Name(kind, id.name()))))
                .flatMap(byId -> Optional.ofNullable(byId.get(id)))
                .map(Kept::manifest);
    }

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
    public List<Manifest> all(Kind kind) {
        return manifests.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == kind)
                .flatMap(entry -> entry.getValue().values().stream())
                .map(Kept::manifest)
                .toList();
    }

    @Override
    public Optional<Digest> digestOf(String image) {
        return image(image).map(SeenImage::digest);
    }

    @Override
    public Optional<SeenImage> image(String reference) {
        return Optional.ofNullable(images.get(reference)).map(Since::value);
    }

    @Override
    public Optional<Instant> newestImage(String repository) {
        return Optional.ofNullable(newestImages.get(repository));
    }

    @Override
    public Optional<BranchHead> head(String repository, String ref) {
        return Optional.ofNullable(heads.get(new Branch(repository, ref))).map(Since::value);
    }

    @Override
    public Optional<Instant> headSince(String repository, String ref) {
        return Optional.ofNullable(heads.get(new Branch(repository, ref))).map(Since::acceptedAt);
    }

    @Override
    public Optional<SeenDelivery> delivery(String id) {
        return deliveries.delivery(id);
    }

    @Override
    public Optional<SeenDelivery> deliveryOfBody(Digest body) {
        return deliveries.ofBody(body);
    }

    @Override
    public Optional<Deployment> deployment(String id) {
        return deliveries.deployment(id);
    }

    @Override
    public Instant newest() {
        return Instant.ofEpochMilli(newestMillis.get());
    }

    @Override
    public void remember(Submission submission) {
        submission.manifests().forEach(manifest -> keep(manifest, submission.acceptedAt()));
        submission.removed().forEach(id -> forget(id, submission.acceptedAt()));
        submission.images().forEach(image -> keep(image, submission.acceptedAt()));
        submission.head().ifPresent(head -> keep(head, submission.acceptedAt()));
        var seen = new SeenDelivery(submission.delivery().body(), submission.deployments());
        keep(submission.delivery().id(), seen, submission.acceptedAt());
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

    /** Forgets a manifest, unless a newer one with its identity is kept. */
    void forget(ManifestId id, Instant at) {
        Kind.of(id.kind()).ifPresent(kind -> {
            var name = new Name(kind, id.name());
            manifests.computeIfPresent(name, (_, byId) -> {
                byId.computeIfPresent(id, (_, kept) -> kept.acceptedAt().isAfter(at) ? kept : null);
                return byId;
            });
        });
    }

    void keep(BranchHead head, Instant acceptedAt) {
        heads.merge(new Branch(head.repository(), head.ref()), new Since<>(head, acceptedAt), Since::or);
    }

    void keep(SeenImage image, Instant acceptedAt) {
        images.merge(image.reference(), new Since<>(image, acceptedAt), Since::or);
        image.madeAt().ifPresent(time -> newestImages.merge(image.repository(), time, (a, b) -> a.isAfter(b) ? a : b));
    }

    /** Comes with everything that is accepted, so that it tells how far time has gone. */
    void keep(String delivery, SeenDelivery seen, Instant acceptedAt) {
        newestMillis.accumulate(acceptedAt.toEpochMilli());
        deliveries.keep(delivery, seen, acceptedAt);
    }

    /** Whether a delivery's record has nothing to add. */
    boolean holdsDelivery(String recordKey) {
        return deliveries.holds(recordKey);
    }

    /** Whether a manifest's record has nothing to add: it, or a newer one with its identity, is kept. */
    boolean holds(ManifestId id, String digest, Instant acceptedAt) {
        return Kind.of(id.kind())
                .flatMap(kind -> Optional.ofNullable(manifests.get(new Name(kind, id.name()))))
                .flatMap(byId -> Optional.ofNullable(byId.get(id)))
                // At the same time, the one that comes later in the topic counts, for all instances alike.
                .filter(kept -> kept.acceptedAt().isAfter(acceptedAt)
                        || (kept.acceptedAt().equals(acceptedAt)
                                && kept.manifest().digest().value().equals(digest)))
                .isPresent();
    }

    /** Keys of deliveries' records that nothing needs any more, at most so many. */
    List<String> expiredDeliveries(int most) {
        return deliveries.expired(most);
    }

    void forgetDelivery(String recordKey) {
        deliveries.forget(recordKey);
    }

    /** How many deliveries are kept now. */
    public int deliveries() {
        return deliveries.size();
    }

    void complete() {
        problem = Optional.empty();
    }

    /** Says that it does not know everything any more, until it is complete again. */
    void incomplete(String why) {
        problem = Optional.of(why);
    }
}
