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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAccumulator;

/** What was accepted before, in memory: filled from the topic, and at once with what this instance publishes. */
public final class MemoryCatalogue implements Memory {
    private record Branch(String repository, String ref) {}

    private record Since<T>(T value, Instant acceptedAt) {
        /** The topic is read a little behind, so that what comes later may be older. */
        Since<T> or(Since<T> added) {
            return added.acceptedAt.isBefore(acceptedAt) ? this : added;
        }
    }

    private final KeptManifests manifests = new KeptManifests();
    private final OnTheirWay onTheirWay = new OnTheirWay();
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
        return manifests.at(id);
    }

    @Override
    public List<Manifest> named(Kind kind, String name) {
        return manifests.named(kind, name);
    }

    @Override
    public List<Manifest> within(Kind kind, Map<String, String> ancestors) {
        return manifests.within(kind, ancestors);
    }

    @Override
    public List<Manifest> all(Kind kind) {
        return manifests.all(kind);
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
    public void begun(Submission submission) {
        onTheirWay.begin(submission);
    }

    @Override
    public void ended(Submission submission) {
        onTheirWay.end(submission);
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

    /** Keeps a manifest, unless a newer one with its identity is kept. */
    void keep(Manifest manifest, Instant acceptedAt) {
        manifests.keep(manifest, acceptedAt);
    }

    /** Forgets a manifest, unless a newer one with its identity is kept. */
    void forget(ManifestId id, Instant at) {
        manifests.forget(id, at);
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

    /** What a record says, if it is one that this instance is writing. */
    OnTheirWay onTheirWay() {
        return onTheirWay;
    }

    /** Whether a delivery's record has nothing to add. */
    boolean holdsDelivery(String recordKey) {
        return deliveries.holds(recordKey);
    }

    /** Whether a manifest's record has nothing to add: it, or a newer one with its identity, is kept. */
    boolean holds(ManifestId id, String digest, Instant acceptedAt) {
        return manifests.holds(id, digest, acceptedAt);
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
