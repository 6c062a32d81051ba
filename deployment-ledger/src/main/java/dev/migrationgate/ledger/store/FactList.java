package dev.migrationgate.ledger.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationgate.ledger.fact.Recorded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The facts of a deployment as JSON, in order: equal facts are equal bytes. */
final class FactList {
    private static final TypeReference<List<Recorded>> TYPE = new TypeReference<>() {};

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            // Events have milliseconds, and a date in words takes longer to write and to read than all the rest.
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(TYPE);
    private static final ObjectWriter WRITER = MAPPER.writerFor(TYPE);

    private FactList() {}

    static byte[] encode(List<Recorded> facts) {
        try {
            return WRITER.writeValueAsBytes(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact has no JSON form", e);
        }
    }

    static List<Recorded> decode(byte[] bytes) {
        try {
            return READER.readValue(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("not the facts of a deployment", e);
        }
    }
}
