package dev.migrationgate.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a checkpoint covers of an event: enough to say, without the event, whether it belongs into an export.
 *
 * @param offset the event's offset
 * @param timestamp the event's time, in milliseconds since 1970
 * @param hash the event's hash
 * @param deployment beginning of the SHA-256 of its deployment's id; empty: it has none
 * @param scopes beginnings of the SHA-256 of each beginning of its application's id that ends before a slash, and of the id, shortest
 *     first; empty: it has no application
 */
public record Leaf(long offset, long timestamp, Sha256 hash, Optional<String> deployment, List<String> scopes) {

    /** Copies the list. */
    public Leaf {
        scopes = List.copyOf(scopes);
    }

    /** The leaf of an event. */
    public static Leaf of(AuditEvent event) {
        return of(event, event.hash());
    }

    static Leaf of(AuditEvent event, Sha256 hash) {
        return new Leaf(
                event.offset(),
                event.timestamp(),
                hash,
                event.deploymentId().map(id -> Sha256.of(id).beginning()),
                event.applicationId().map(Leaf::scopes).orElse(List.of()));
    }

    /** How leaves name an application, or a beginning of its id. */
    static String scope(String beginning) {
        return Sha256.of(beginning).beginning();
    }

    private static List<String> scopes(String applicationId) {
        List<String> scopes = new ArrayList<>();
        for (int slash = applicationId.indexOf('/'); slash >= 0; slash = applicationId.indexOf('/', slash + 1)) {
            scopes.add(scope(applicationId.substring(0, slash)));
        }
        scopes.add(scope(applicationId));
        return scopes;
    }

    /** As a leaf of the tree, and in an export. */
    public CanonicalJson json() {
        return new JsonFields()
                .number("offset", offset)
                .number("timestamp", timestamp)
                .text("hash", hash.hex())
                .text("deployment", deployment)
                .texts("scopes", scopes)
                .json();
    }

    /**
     * Reads {@link #json()} again.
     *
     * @throws IllegalArgumentException it is something else
     */
    public static Leaf parse(String json) {
        return from(new JsonReader(CanonicalJson.tree(json)));
    }

    static Leaf from(JsonReader json) {
        return new Leaf(
                json.number("offset"),
                json.number("timestamp"),
                json.digest("hash"),
                json.optionalText("deployment"),
                json.texts("scopes"));
    }
}
