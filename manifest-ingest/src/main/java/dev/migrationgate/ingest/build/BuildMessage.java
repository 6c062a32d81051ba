package dev.migrationgate.ingest.build;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A message as it came. No record, because its data are bytes: nobody asks whether two are equal, and bytes can be changed. */
public final class BuildMessage {
    private final String id;
    private final String source;
    private final byte[] data;
    private final Map<String, String> attributes;
    private final Optional<Instant> publishedAt;

    /**
     * Copies what can be changed.
     *
     * @param id Pub/Sub's, the same each time that the message is delivered
     * @param source the subscription
     * @param data the body
     * @param attributes the rest
     * @param publishedAt when Pub/Sub took it, the same each time that it is delivered; empty: nobody said
     */
    public BuildMessage(
            String id, String source, byte[] data, Map<String, String> attributes, Optional<Instant> publishedAt) {
        this.id = id;
        this.source = source;
        this.data = data.clone();
        this.attributes = Map.copyOf(attributes);
        this.publishedAt = publishedAt;
    }

    /** Its id. */
    public String id() {
        return id;
    }

    /** The subscription that it came from. */
    public String source() {
        return source;
    }

    /** A copy of its body. */
    public byte[] data() {
        return data.clone();
    }

    /** Its attributes. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** When Pub/Sub took it. */
    public Optional<Instant> publishedAt() {
        return publishedAt;
    }

    /** Without its content, which is no matter for logs. */
    @Override
    public String toString() {
        return "message " + id + " of " + source;
    }
}
