package dev.migrationgate.events.serde;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;

final class InMemorySchemaRegistry implements SchemaRegistry {
    private final Map<Schema, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(1);

    @Override
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(schema, added -> {
            int id = next.getAndIncrement();
            schemas.put(id, added);
            return id;
        });
    }

    @Override
    public Schema schemaOf(int id) {
        Schema schema = schemas.get(id);
        if (schema == null) {
            throw new UndecodableException("schema id " + id + " is unknown to the registry", null);
        }
        return schema;
    }

    @Override
    public void requireCompatibility(String subject, String compatibility) {
        // Lasts for one test: there is no next schema that could be incompatible.
    }

    @Override
    public void ping() {
        // Never away.
    }
}
