package dev.migrationgate.ingest.publish;

import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.catalogue.BranchHeadRecords;
import dev.migrationgate.ingest.catalogue.DeliveryRecords;
import dev.migrationgate.ingest.catalogue.SeenImageRecords;
import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.model.Manifest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A submission as Kafka records: its manifests, its deployment requests, and that the delivery was seen. */
final class SubmissionRecords {
    static final String SOURCE = "/manifest-ingest";

    private final Encoding encoding;

    SubmissionRecords(Encoding encoding) {
        this.encoding = encoding;
    }

    /**
     * The records, all of which belong into one transaction.
     *
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach
     */
    List<ProducerRecord<String, byte[]>> of(Submission submission) {
        Requester requester = requester(submission.delivery());
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (Manifest manifest : submission.manifests()) {
            records.add(kept(manifest(manifest, requester, submission), submission));
        }
        submission.removed().forEach(id -> records.add(tombstone(id.toString(), submission)));
        submission.images().forEach(image -> records.add(kept(image(image, requester, submission), submission)));
        submission.head().ifPresent(head -> records.add(kept(head(head, requester, submission), submission)));
        for (Submission.Request request : submission.requests()) {
            records.add(requested(Requests.event(request, requester), submission));
        }
        for (Submission.Again again : submission.again()) {
            records.add(requested(again(again, requester), submission));
        }
        records.add(kept(delivery(requester, submission), submission));
        return records;
    }

    /** The only way in which a request is written, wherever it comes from. */
    private ProducerRecord<String, byte[]> requested(DeploymentRequested event, Submission submission) {
        DeploymentRequested signed =
                encoding.key().map(key -> SignedRequest.sign(event, key)).orElse(event);
        return record(Topics.DEPLOYMENT_REQUESTED, signed, event.getDeploymentId(), submission);
    }

    private DeploymentRequested again(Submission.Again again, Requester requester) {
        byte[] original =
                Base64.getDecoder().decode(again.redeployment().original().event());
        return Redeployed.event(encoding.codec().decode(Topics.DEPLOYMENT_REQUESTED, original), again, requester);
    }

    /** Without an actor where none was proved: a name in the request is only a claim, and this is an audit trail. Who makes a deployment again always has a name. */
    private static Requester requester(Delivery delivery) {
        Origin origin = delivery.origin();
        return Requester.newBuilder()
                .setSource(origin.source())
                .setDeliveryId(delivery.id())
                .setActor(origin.actor().orElse(null))
                .setRepository(origin.repository().orElse(null))
                .setRef(origin.ref().orElse(null))
                .setCommit(origin.commit().orElse(null))
                .build();
    }

    private static ManifestAccepted manifest(Manifest manifest, Requester requester, Submission submission) {
        return ManifestAccepted.newBuilder()
                .setManifestId(manifest.id().toString())
                .setKind(manifest.id().kind())
                .setDocument(manifest.canonical())
                .setDigest(manifest.digest().value())
                .setRequester(requester)
                .setAcceptedAt(submission.acceptedAt())
                .build();
    }

    private static ManifestAccepted delivery(Requester requester, Submission submission) {
        String document = DeliveryRecords.document(submission.delivery(), submission.deployments());
        String key = DeliveryRecords.key(submission.delivery(), submission.acceptedAt());
        return memory(key, DeliveryRecords.KIND, document, requester, submission);
    }

    private static ManifestAccepted head(BranchHead head, Requester requester, Submission submission) {
        String document = BranchHeadRecords.document(head);
        return memory(BranchHeadRecords.key(head), BranchHeadRecords.KIND, document, requester, submission);
    }

    private static ManifestAccepted image(SeenImage image, Requester requester, Submission submission) {
        String document = SeenImageRecords.document(image);
        return memory(SeenImageRecords.key(image), SeenImageRecords.KIND, document, requester, submission);
    }

    /** What is no manifest, but kept beside them. */
    private static ManifestAccepted memory(
            String key, String kind, String document, Requester requester, Submission submission) {
        return ManifestAccepted.newBuilder()
                .setManifestId(key)
                .setKind(kind)
                .setDocument(document)
                .setDigest(Digest.of(document).value())
                .setRequester(requester)
                .setAcceptedAt(submission.acceptedAt())
                .build();
    }

    private ProducerRecord<String, byte[]> kept(ManifestAccepted event, Submission submission) {
        return record(Topics.MANIFESTS, event, event.getManifestId(), submission);
    }

    private static ProducerRecord<String, byte[]> tombstone(String key, Submission submission) {
        Topic topic = Topics.MANIFESTS.topic();
        long at = submission.acceptedAt().toEpochMilli();
        return new ProducerRecord<>(
                topic.name(), null, at, key, null, headers(key, submission).toHeaders(Topics.MANIFESTS));
    }

    private <T extends SpecificRecord> ProducerRecord<String, byte[]> record(
            EventTopic<T> topic, T event, String subject, Submission submission) {
        return new ProducerRecord<>(
                topic.name(),
                null,
                submission.acceptedAt().toEpochMilli(),
                topic.keyOf().apply(event),
                encoding.codec().encode(topic, event),
                headers(subject, submission).toHeaders(topic));
    }

    private static CloudEventHeaders headers(String subject, Submission submission) {
        // The same delivery says the same thing of the same subject: a repetition has the same id.
        String id = Digest.of(submission.delivery().id() + '\0' + subject).value();
        return new CloudEventHeaders(
                id,
                SOURCE,
                subject,
                submission.acceptedAt(),
                Optional.of(submission.delivery().traceparent()));
    }
}
