package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a delivery is kept in the manifests topic, beside the manifests that it brought: as a record of a kind that no
 * manifest can have, because its name has a space.
 */
public final class DeliveryRecords {
    /** The kind of such a record. */
    public static final String KIND = "Delivery seen";

    private static final Pattern KEY = Pattern.compile(Pattern.quote(KIND) + "/([0-9a-f]{32})/([0-9]{1,15})");

    private DeliveryRecords() {}

    /**
     * What a record's key says.
     *
     * @param id which delivery
     * @param acceptedAtMillis when it was accepted, in milliseconds since 1970
     */
    record Key(Bits id, long acceptedAtMillis) {}

    /**
     * The record key. The delivery's own id may be long, so half of its digest stands for it. Accepted once more after it was
     * forgotten, it has another record.
     */
    public static String key(Delivery delivery, Instant acceptedAt) {
        return key(Bits.ofId(delivery.id()), acceptedAt.toEpochMilli());
    }

    static String key(KeptDelivery kept) {
        return key(kept.id(), kept.acceptedAtMillis());
    }

    private static String key(Bits id, long acceptedAtMillis) {
        return KIND + "/" + id.hex() + "/" + acceptedAtMillis;
    }

    /** Reads a key; empty where it is none of today's form. */
    static Optional<Key> parse(String key) {
        Matcher matcher = KEY.matcher(key);
        return matcher.matches()
                ? Optional.of(new Key(Bits.ofHex(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Whether a delivery with this id came from a merge hook, whose redeliveries may have other ids. */
    static boolean isHook(String id) {
        return id.startsWith("github:") || id.startsWith("gitlab:");
    }

    /** The record's document. */
    public static String document(Delivery delivery, List<Deployment> deployments) {
        var list = new JsonArray();
        deployments.forEach(deployment -> list.add(new JsonObject()
                .put("deploymentId", deployment.id().value())
                .put("applicationId", deployment.application().toString())
                .put("version", deployment.version())
                .put("lane", deployment.lane().value())
                .put("migration", deployment.migration())
                .put("acceptedAt", deployment.acceptedAt().toString())));
        return new JsonObject()
                .put("body", delivery.body().value())
                .put("deployments", list)
                .encode();
    }

    /** Reads a document; throws an unchecked exception where it is none. */
    static SeenDelivery read(String document) {
        var json = new JsonObject(document);
        List<Deployment> deployments = json.getJsonArray("deployments").stream()
                .map(JsonObject.class::cast)
                .map(DeliveryRecords::deployment)
                .toList();
        return new SeenDelivery(new Digest(json.getString("body")), deployments);
    }

    private static Deployment deployment(JsonObject json) {
        return new Deployment(
                new DeploymentId(json.getString("deploymentId")),
                ApplicationId.parse(json.getString("applicationId")),
                json.getString("version"),
                new LaneId(json.getString("lane")),
                json.getBoolean("migration"),
                Instant.parse(json.getString("acceptedAt")));
    }
}
