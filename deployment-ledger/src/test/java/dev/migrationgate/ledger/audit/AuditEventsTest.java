package dev.migrationgate.ledger.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.audit.AuditEvent;
import dev.migrationgate.audit.Leaf;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.serde.SchemaRegistry;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Subjects;
import dev.migrationgate.ledger.reading.RecordedEvents;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.store.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditEventsTest {
    private static final Path BASELINE = Path.of("../schemas/baseline/deployment-requested/006.avsc");
    private static final Coordinates PLACE = new Coordinates(Topics.DEPLOYMENT_REQUESTED.name(), 0, 0);

    /** The last field of a migration in today's schema, which the older one does not have; its default is not null. */
    private static final String LATER = "\"reversible\":false";

    private final SchemaRegistry registry = SchemaRegistry.inMemory();
    private final EventCodec codec = new EventCodec(registry);
    private final AuditEvents events = new AuditEvents(new Subjects(codec));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasWrittenWithAnOlderSchemaKeepsItsHash() throws IOException {
        StoredEvent today = requested();
        StoredEvent old = withSchema(today, BASELINE);

        AuditEvent event = events.of(PLACE, old);

        AuditEvent now = events.of(PLACE, today);
        assertThat(now.data().text()).contains(LATER);
        String expected = now.data().text().replace("," + LATER, "").replace(LATER + ",", "");
        assertThat(event.data().text()).isEqualTo(expected).contains("\"requestedAt\":\"2026-11-01T10:00:00.000Z\"");
        assertThat(Leaf.of(event).json()).isNotEqualTo(Leaf.of(now).json());
        assertThat(event.deploymentId()).contains("d1");
        assertThat(event.applicationId()).contains("acme/retail/production/shop/orders");
    }

    private StoredEvent requested() {
        try (LedgerStore store = LedgerStore.open(folder)) {
            var recorded = new RecordedEvents(store);
            recorded.requested("d1", "acme/retail/production/shop/orders", "lane");
            StoredEvent event = store.event(PLACE).orElseThrow();
            DeploymentRequested request = recorded.codec().decode(Topics.DEPLOYMENT_REQUESTED, event.value());
            return with(event, codec.encode(Topics.DEPLOYMENT_REQUESTED, request));
        }
    }

    /** As a service wrote it that knew that schema. */
    private StoredEvent withSchema(StoredEvent event, Path file) throws IOException {
        Schema schema = new Schema.Parser().parse(Files.readString(file));
        Schema now = DeploymentRequested.getClassSchema();
        int header = 1 + Integer.BYTES;
        var in = DecoderFactory.get().binaryDecoder(event.value(), header, event.value().length - header, null);
        IndexedRecord data = new GenericDatumReader<IndexedRecord>(now, schema).read(null, in);
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(0);
        out.writeInt(registry.idOf(Topics.DEPLOYMENT_REQUESTED.subject(), schema));
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<IndexedRecord>(schema).write(data, encoder);
        encoder.flush();
        return with(event, bytes.toByteArray());
    }

    private static StoredEvent with(StoredEvent event, byte[] value) {
        return new StoredEvent(event.timestamp(), event.key(), event.headers(), value);
    }
}
