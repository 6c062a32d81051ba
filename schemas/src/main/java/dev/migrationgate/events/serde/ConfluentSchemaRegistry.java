package dev.migrationgate.events.serde;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * Confluent's own client, in the only published form that needs no repository but Maven Central: relocated inside a Flink
 * artifact, its Avro too. Schemas therefore cross over as text.
 */
final class ConfluentSchemaRegistry implements SchemaRegistry {
    /** Error codes of Confluent's API for "no such schema" (40403) and "no such subject" (40401). */
    private static final List<Integer> NOT_FOUND = List.of(404, 40401, 40403);

    private static final int CACHED_SCHEMAS = 1000;

    private final RestService http;
    private final SchemaRegistryClient client;
    private final URI address;
    private final Map<SubjectSchema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    ConfluentSchemaRegistry(URI address) {
        this.address = address;
        Map<String, String> settings = Map.of("http.connect.timeout.ms", "2000", "http.read.timeout.ms", "5000");
        this.http = new RestService(address.toString());
        this.client = new CachedSchemaRegistryClient(
                http, CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), settings, Map.of());
    }

    @Override
    public int idOf(String subject, Schema schema) {
        SubjectSchema key = new SubjectSchema(subject, schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        try {
            int id = client.register(subject, new AvroSchema(schema.toString()));
            ids.put(key, id);
            return id;
        } catch (IOException | RestClientException e) {
            throw new RegistryException("registering the schema of " + subject + " at " + address, e);
        }
    }

    @Override
    public Schema schemaOf(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        if (id < 1) {
            // Ids count from one. Some registries answer others with an error of their own, as if they were in trouble.
            throw new UndecodableException("schema id " + id + " is unknown to the registry at " + address, null);
        }
        Schema schema = avro(id, ask(id));
        // The first answer stays: what was verified with one schema must not be read with another.
        Schema first = schemas.putIfAbsent(id, schema);
        return first == null ? schema : first;
    }

    /** Past the client, for which a schema of another kind is an I/O error like a registry that is away. */
    private SchemaString ask(int id) {
        try {
            return http.getId(id);
        } catch (RestClientException e) {
            if (NOT_FOUND.contains(e.getErrorCode()) || e.getStatus() == 404) {
                throw new UndecodableException("schema id " + id + " is unknown to the registry at " + address, e);
            }
            throw new RegistryException("reading schema " + id + " from " + address, e);
        } catch (IOException e) {
            throw new RegistryException("reading schema " + id + " from " + address, e);
        }
    }

    private Schema avro(int id, SchemaString answer) {
        String kind = Objects.requireNonNullElse(answer.getSchemaType(), AvroSchema.TYPE);
        if (!kind.equals(AvroSchema.TYPE)) {
            throw new UndecodableException(
                    "schema " + id + " at " + address + " is one of " + kind + ", not of " + AvroSchema.TYPE, null);
        }
        try {
            return new Schema.Parser().parse(answer.getSchemaString());
        } catch (RuntimeException e) {
            throw new UndecodableException("schema " + id + " at " + address + " is not one that Avro can read", e);
        }
    }

    @Override
    public void requireCompatibility(String subject, String compatibility) {
        try {
            client.updateCompatibility(subject, compatibility);
        } catch (IOException | RestClientException e) {
            throw new RegistryException("setting the compatibility of " + subject + " at " + address, e);
        }
    }

    @Override
    public void ping() {
        try {
            client.getMode();
        } catch (RestClientException e) {
            // A refusal is an answer; a server that is in trouble is not.
            if (e.getStatus() >= 500) {
                throw new RegistryException("asking " + address, e);
            }
        } catch (IOException e) {
            throw new RegistryException("asking " + address, e);
        }
    }

    private record SubjectSchema(String subject, Schema schema) {}
}
