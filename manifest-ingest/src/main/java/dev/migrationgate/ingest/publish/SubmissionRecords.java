package dev.migrationgate.ingest.publish;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.CloudEventHeaders;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ingest.catalogue.DeliveryRecords;
import dev.migrationgate.ingest.intake.Submission;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A submission as Kafka records: its manifests, its deployment requests, and that the delivery was seen. */
final class SubmissionRecords {
    static final String SOURCE = "/manifest-ingest";

    private final EventCodec codec;

    SubmissionRecords(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * The records, all of which belong into one transaction.
     *
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach
     */
    List<ProducerRecord<String, byte[]>> of(Submission submission) {
        // No actor: until callers prove who they are, a name in the request is only a claim, and this is an audit
        // trail.
        Requester requester = Requester.newBuilder()
                .setSource("api")
                .setDeliveryId(submission.delivery().id())
                .build();
        var records = new ArrayList<ProducerRecord<String, byte[]>>();
        for (Manifest manifest : submission.manifests()) {
            ManifestAccepted event = manifest(manifest, requester, submission);
            records.add(record(Topics.MANIFESTS, event, event.getManifestId(), submission));
        }
        for (Submission.Request request : submission.requests()) {
            String id = request.deployment().id().value();
            records.add(record(Topics.DEPLOYMENT_REQUESTED, Requests.event(request, requester), id, submission));
        }
        ManifestAccepted delivery = delivery(requester, submission);
        records.add(record(Topics.MANIFESTS, delivery, delivery.getManifestId(), submission));
        return records;
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
        return ManifestAccepted.newBuilder()
                .setManifestId(DeliveryRecords.key(submission.delivery()))
                .setKind(DeliveryRecords.KIND)
                .setDocument(document)
                .setDigest(Digest.of(document).value())
                .setRequester(requester)
                .setAcceptedAt(submission.acceptedAt())
                .build();
    }

    private <T extends SpecificRecord> ProducerRecord<String, byte[]> record(
            EventTopic<T> topic, T event, String subject, Submission submission) {
        // The same delivery says the same thing of the same subject: a repetition has the same id.
        String id = Digest.of(submission.delivery().id() + '\0' + subject).value();
        var headers = new CloudEventHeaders(
                id,
                SOURCE,
                subject,
                submission.acceptedAt(),
                Optional.of(submission.delivery().traceparent()));
        return new ProducerRecord<>(
                topic.name(),
                null,
                submission.acceptedAt().toEpochMilli(),
                topic.keyOf().apply(event),
                codec.encode(topic, event),
                headers.toHeaders(topic));
    }
}
