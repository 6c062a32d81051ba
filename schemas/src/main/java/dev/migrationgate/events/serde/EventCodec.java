package dev.migrationgate.events.serde;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.topics.EventTopic;
import dev.migrationgate.events.topics.Principal;
import dev.migrationgate.events.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Events in Confluent's wire format: a zero byte, the schema's id as four bytes, big-endian, and the Avro binary form. Any
 * Confluent consumer reads it. Safe for several threads.
 */
public final class EventCodec {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    static {
        // Avro loads no class by the name that a schema gives it, unless it is trusted: ours are, beside what already
        // was.
        String events = DeploymentRequested.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(events)));
    }

    static final GenericData AS_WRITTEN = new GenericData();

    static {
        AS_WRITTEN.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private final SchemaRegistry registry;

    /** Resolving a writer's schema against ours takes longer than reading the event. Readers have no state, and are as many as schemas. */
    private final Map<Form, DatumReader<?>> readers = new ConcurrentHashMap<>();

    /** What a reader is for: events of a topic, by the id of their writer's schema, in today's form or as they were written. */
    private record Form(String topic, int writer, boolean today) {}

    /** A codec that finds schemas in a registry. */
    public EventCodec(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * The bytes of an event; registers the schema where it is new.
     *
     * @throws RegistryException the registry is out of reach and the schema was not seen before
     */
    public <T extends SpecificRecord> byte[] encode(EventTopic<T> topic, T event) {
        int id = registry.idOf(topic.subject(), event.getSchema());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        bytes.write(MAGIC);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            new SpecificDatumWriter<T>(event.getSchema()).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Asks the registry beforehand for the schemas that a service reads or writes, so that the first event does not wait.
     *
     * @throws RegistryException the registry is out of reach, or refuses a schema
     */
    public void warmUp(Principal service) {
        Topics.events().stream()
                .filter(topic -> topic.topic().writers().contains(service)
                        || topic.topic().readers().contains(service))
                .forEach(topic -> registry.schemaOf(registry.idOf(topic.subject(), topic.schema())));
    }

    /**
     * Asks whether the registry answers.
     *
     * @throws RegistryException it is out of reach
     */
    public void ping() {
        registry.ping();
    }

    /**
     * The event in a record's value.
     *
     * @throws UndecodableException the bytes are no such event
     * @throws RegistryException the registry is out of reach and the schema was not seen before
     */
    public <T extends SpecificRecord> T decode(EventTopic<T> topic, byte @Nullable [] bytes) {
        return decoded(topic, bytes, true);
    }

    /**
     * The event in a record's value as its writer wrote it: with the fields of the writer's schema and no others, whatever today's schema
     * has. Times are {@link java.time.Instant}s, as {@link #decode} has them.
     *
     * @throws UndecodableException the bytes are no such event
     * @throws RegistryException the registry is out of reach and the schema was not seen before
     */
    public IndexedRecord decodeAsWritten(EventTopic<?> topic, byte @Nullable [] bytes) {
        return decoded(topic, bytes, false);
    }

    private <R> R decoded(EventTopic<?> topic, byte @Nullable [] bytes, boolean today) {
        if (bytes == null) {
            throw new UndecodableException("the record has no value", null);
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != MAGIC) {
            throw new UndecodableException("not in Confluent's wire format: " + bytes.length + " bytes", null);
        }
        try {
            return read(topic, bytes, today);
        } catch (RegistryException | UndecodableException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // Avro answers hostile bytes and hostile schemas with exceptions of many kinds, UnsupportedOperation and
            // Security
            // among them, and follows nesting by recursion. Whatever it throws, the next try would end the same.
            throw new UndecodableException("not readable as " + topic.schema().getFullName(), e);
        }
    }

    private <R> R read(EventTopic<?> topic, byte[] bytes, boolean today) throws IOException {
        int id = ByteBuffer.wrap(bytes, 1, Integer.BYTES).getInt();
        Schema writer = registry.schemaOf(id);
        if (!writer.getFullName().equals(topic.schema().getFullName())) {
            throw new UndecodableException(
                    "is a " + writer.getFullName() + ", not a " + topic.schema().getFullName(), null);
        }
        DatumReader<R> reader = reader(topic, id, writer, today);
        var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
        R event = reader.read(null, decoder);
        if (!decoder.isEnd()) {
            throw new UndecodableException("bytes are left over after the event", null);
        }
        return event;
    }

    /**
     * From Avro's builder and not a {@code SpecificDatumReader}, which makes what it needs when it is first used, for one thread. What it
     * makes is what its schema says: a topic's event of today's, a record of the writer's.
     */
    @SuppressWarnings("unchecked")
    private <R> DatumReader<R> reader(EventTopic<?> topic, int id, Schema writer, boolean today) {
        return (DatumReader<R>) readers.computeIfAbsent(new Form(topic.name(), id, today), _ -> {
            Schema reader = today ? topic.schema() : writer;
            GenericData data = today ? SpecificData.getForSchema(reader) : AS_WRITTEN;
            try {
                return data.getFastReaderBuilder().createDatumReader(writer, reader);
            } catch (IOException e) {
                throw new UncheckedIOException("nothing is read from anywhere", e);
            }
        });
    }
}
