package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.events.ManifestAccepted;
import dev.migrationgate.events.Requester;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedManifestsTest {
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final String HEAD = """
            apiVersion: lowops.manifests.v1
            kind: Project
            metadata: {name: shop, environment: production, organizational-unit: retail, organization: acme}
            spec:
              labels:""";

    private final EventCodec codec = new EventCodec(SchemaRegistry.inMemory());
    private final MemoryCatalogue catalogue = new MemoryCatalogue(MemoryWindow.DEFAULT, InstantSource.fixed(NOW));
    private final AcceptedManifests accepted = new AcceptedManifests(codec, catalogue);

    /** Aliases are replaced in what is kept, and words get quotes. */
    @ParameterizedTest
    @ValueSource(strings = {"aliases", "words"})
    void whatIsKeptMayBeLongerThanWhatMayBePosted(String longer) {
        String labels = longer.equals("aliases")
                ? "[&long '" + "x".repeat(20_000) + "'" + ", *long".repeat(20) + "]"
                : "[" + "a,".repeat(80_000) + "a]";
        Reading posted = new ManifestReader().read("body", HEAD + " " + labels + "\n");
        assertThat(posted.hasErrors()).as(posted.findings().toString()).isFalse();
        Manifest manifest = posted.manifests().getFirst();
        assertThat(manifest.canonical()).hasSizeGreaterThan(256 * 1024);

        assertThat(accepted.take(record(manifest))).isEmpty();

        assertThat(catalogue.at(manifest.id())).map(Manifest::canonical).contains(manifest.canonical());
    }

    private ConsumerRecord<String, byte[]> record(Manifest manifest) {
        String id = manifest.id().toString();
        ManifestAccepted event = ManifestAccepted.newBuilder()
                .setManifestId(id)
                .setKind(manifest.id().kind())
                .setDocument(manifest.canonical())
                .setDigest(manifest.digest().value())
                .setRequester(Requester.newBuilder()
                        .setSource("api")
                        .setDeliveryId("merge-1")
                        .build())
                .setAcceptedAt(NOW)
                .build();
        return new ConsumerRecord<>("manifests", 0, 0, id, codec.encode(Topics.MANIFESTS, event));
    }
}
