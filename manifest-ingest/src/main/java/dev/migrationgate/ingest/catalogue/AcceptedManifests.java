package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.UndecodableException;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import io.vertx.core.json.DecodeException;
import java.time.DateTimeException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records of the manifests topic into the catalogue. */
final class AcceptedManifests {
    private static final Logger LOGGER = LoggerFactory.getLogger(AcceptedManifests.class);

    private final EventCodec codec;
    private final MemoryCatalogue catalogue;
    private final ManifestReader reader = new ManifestReader();

    AcceptedManifests(EventCodec codec, MemoryCatalogue catalogue) {
        this.codec = codec;
        this.catalogue = catalogue;
    }

    /**
     * Takes in one record. One that cannot be read is logged and left out: it stays where it is, in a compacted topic.
     *
     * @throws dev.migrationgate.events.serde.RegistryException the registry is out of reach; the record may be tried again
     */
    void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() != null) {
                take(codec.decode(Topics.MANIFESTS, record.value()));
            }
        } catch (UndecodableException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            unreadable(record, e);
        } catch (DecodeException | DateTimeException e) {
            unreadable(record, e);
        }
    }

    private void take(ManifestAccepted event) {
        if (event.getKind().equals(DeliveryRecords.KIND)) {
            catalogue.keep(event.getRequester().getDeliveryId(), DeliveryRecords.read(event.getDocument()));
            return;
        }
        List<Manifest> manifests = reader.read("accepted", event.getDocument()).manifests();
        if (manifests.size() != 1) {
            throw new IllegalArgumentException("the document holds " + manifests.size() + " manifests");
        }
        catalogue.keep(manifests.getFirst(), event.getAcceptedAt());
    }

    private static void unreadable(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(cause)
                .log("an accepted manifest cannot be read and is left out");
    }
}
