package dev.migrationgate.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/**
 * Internal state and observations as JSON: readable with the broker's own tools, and a field that a newer version adds does
 * not stop an older one; a new implementation of a sealed interface does. Sealed interfaces need {@code @JsonTypeInfo} and {@code @JsonSubTypes}. Safe for several threads.
 */
public final class JsonCodec<T> implements Codec<T> {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final List<Class<? extends T>> kinds;

    /** A codec for values of a type. */
    public JsonCodec(Class<T> type) {
        this(type, List.of());
    }

    /**
     * A codec that reads some kinds of them only.
     *
     * @param kinds those that may come this way; empty: all
     */
    public JsonCodec(Class<T> type, List<Class<? extends T>> kinds) {
        this.reader = MAPPER.readerFor(type);
        this.writer = MAPPER.writerFor(type);
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public byte[] encode(T value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a value of ours has no JSON form", e);
        }
    }

    @Override
    public T decode(byte[] bytes) {
        try {
            T value = reader.readValue(bytes);
            if (!kinds.isEmpty() && kinds.stream().noneMatch(kind -> kind.isInstance(value))) {
                throw new IllegalArgumentException("such a value does not come this way");
            }
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("not the JSON of such a value", e);
        }
    }
}
