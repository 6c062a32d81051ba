package dev.migrationgate.events.serde;

import java.net.URI;
import org.apache.avro.Schema;

/** A Confluent-compatible schema registry, as far as reading and writing events needs it. Safe for several threads. */
public interface SchemaRegistry {

    /**
     * The id of a schema under a subject; registers it where it is new. May be called again at any time.
     *
     * @throws RegistryException the registry is out of reach, or refuses the schema
     */
    int idOf(String subject, Schema schema);

    /**
     * The schema with an id.
     *
     * @throws RegistryException the registry is out of reach
     * @throws UndecodableException the registry knows no such id, or no Avro schema under it
     */
    Schema schemaOf(int id);

    /**
     * Sets the compatibility that the registry demands of a subject's next schemas.
     *
     * @param compatibility as the registry spells it, for example {@code FULL_TRANSITIVE}
     * @throws RegistryException the registry is out of reach or refuses
     */
    void requireCompatibility(String subject, String compatibility);

    /**
     * Asks whether the registry answers; changes nothing.
     *
     * @throws RegistryException the registry is out of reach
     */
    void ping();

    /**
     * A client of a registry. Schemas and ids that were seen once are kept; nothing is asked before the first use.
     *
     * @param address base address of the Confluent API, for example {@code http://registry:8080/apis/ccompat/v7}
     */
    static SchemaRegistry at(URI address) {
        return new ConfluentSchemaRegistry(address);
    }

    /** A registry inside this process that lasts as long as the object; for tests of single services. */
    static SchemaRegistry inMemory() {
        return new InMemorySchemaRegistry();
    }
}
