package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.model.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this instance is writing into the topic. The topic's reader often comes to it before its acknowledgement has been heard, and
 * need not parse once more what is here as objects. It adds nothing to what the records say: whether they are there is for the topic
 * to tell. Safe for several threads.
 */
final class OnTheirWay {
    private final Map<String, Manifest> manifests = new ConcurrentHashMap<>();
    private final Map<String, SeenDelivery> deliveries = new ConcurrentHashMap<>();

    void begin(Submission submission) {
        submission
                .manifests()
                .forEach(manifest -> manifests.put(manifest.digest().value(), manifest));
        deliveries.put(key(submission), new SeenDelivery(submission.delivery().body(), submission.deployments()));
    }

    /** Of two submissions with the same manifest, the one that ends first takes it out: it is parsed then, as any other. */
    void end(Submission submission) {
        submission
                .manifests()
                .forEach(manifest -> manifests.remove(manifest.digest().value()));
        deliveries.remove(key(submission));
    }

    /** The manifest with this content, which a record may have under another identity's key only by mistake. */
    Optional<Manifest> manifest(String id, String digest) {
        return Optional.ofNullable(manifests.get(digest))
                .filter(manifest -> manifest.id().equals(ManifestId.parse(id)));
    }

    Optional<SeenDelivery> delivery(String recordKey) {
        return Optional.ofNullable(deliveries.get(recordKey));
    }

    private static String key(Submission submission) {
        return DeliveryRecords.key(submission.delivery(), submission.acceptedAt());
    }
}
