package dev.migrationgate.events.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * What an event says, as bytes to be signed. They hold the meaning, too: SHA-256 of the writer's schema in Avro's canonical form
 * comes first, so that whoever could put another schema under the same id does not change what was said. No id of a registry is
 * in them, and no schema of ours may have a map, whose order Avro leaves open.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#parsing-canonical-form-for-schemas">Avro, canonical form</a>
 */
public final class EventContent {
    private EventContent() {}

    /**
     * The bytes of an event but for one field, which may be absent and counts as such.
     *
     * @param event as it was written: {@link EventCodec#decodeAsWritten}, or before it is
     * @param left name of the field to leave out
     */
    public static byte[] without(IndexedRecord event, String left) {
        Schema schema = event.getSchema();
        var copy = new GenericData.Record(schema);
        schema.getFields().stream()
                .filter(field -> !field.name().equals(left))
                .forEach(field -> copy.put(field.pos(), event.get(field.pos())));
        var bytes = new ByteArrayOutputStream(512);
        try {
            bytes.writeBytes(SchemaNormalization.parsingFingerprint("SHA-256", schema));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new GenericDatumWriter<IndexedRecord>(schema, EventCodec.AS_WRITTEN).write(copy, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be written", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
        return bytes.toByteArray();
    }
}
