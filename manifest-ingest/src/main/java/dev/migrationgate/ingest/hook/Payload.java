package dev.migrationgate.ingest.hook;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The JSON object of a hook, whose fields may be missing or of any type. */
record Payload(JsonObject json) {
    /** Reads a body; empty: it is no JSON object. */
    static Optional<Payload> read(byte[] body) {
        try {
            return Json.decodeValue(Buffer.buffer(body)) instanceof JsonObject json
                    ? Optional.of(new Payload(json))
                    : Optional.empty();
        } catch (DecodeException _) {
            return Optional.empty();
        }
    }

    /** The text of a field; empty: there is none. */
    Optional<String> text(String... path) {
        Object value = json;
        for (String name : path) {
            value = value instanceof JsonObject object ? object.getValue(name) : null;
        }
        return value instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Whether a field is {@code true}. */
    boolean flag(String name) {
        return Boolean.TRUE.equals(json.getValue(name));
    }
}
