package dev.migrationgate.audit;

import dev.migrationgate.events.GateSignature;
import dev.migrationgate.events.serde.EventContent;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/** A signature on an event, in a field of its own: over everything else in the event, and what that means. */
final class SignedEvent {
    private static final String FIELD = "signature";
    /** Of what may be anything. */
    private static final int SHOWN = 40;

    private SignedEvent() {}

    /** What a key says of an event, whatever signature that has already. */
    static GateSignature signature(Statement about, IndexedRecord event, SigningKey key) {
        return new GateSignature(key.id(), key.sign(about, EventContent.without(event, FIELD)));
    }

    /**
     * What is wrong with an event's signature, in words for people; empty: one of the keys signed exactly this.
     *
     * @param event as it was written
     */
    static Optional<String> problem(Statement about, IndexedRecord event, PublicKeys trusted) {
        var field = event.getSchema().getField(FIELD);
        if (field == null || !(event.get(field.pos()) instanceof IndexedRecord signature)) {
            return Optional.of("it is not signed");
        }
        String keyId = text(signature, "keyId");
        if (!trusted.has(keyId)) {
            String shown = keyId.length() > SHOWN ? keyId.substring(0, SHOWN) + "…" : keyId;
            return Optional.of("it is signed with the key '" + shown + "', and trusted are " + trusted.ids());
        }
        byte[] content;
        try {
            content = EventContent.without(event, FIELD);
        } catch (RuntimeException | StackOverflowError e) {
            // A schema of somebody else's may be anything, and nested as deep as can just be read.
            return Optional.of(
                    "it cannot be held against its signature: " + e.getClass().getSimpleName());
        }
        return trusted.accept(keyId, about, content, text(signature, "value"))
                ? Optional.empty()
                : Optional.of("it is not what the key " + keyId + " signed");
    }

    /** A schema of somebody else's may have anything there. */
    private static String text(IndexedRecord signature, String name) {
        var field = signature.getSchema().getField(name);
        return field == null ? "" : String.valueOf(signature.get(field.pos()));
    }
}
