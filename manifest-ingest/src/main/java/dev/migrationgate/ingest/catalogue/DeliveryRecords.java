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

/**
 * How a delivery is kept in the manifests topic, beside the manifests that it brought: as a record of a kind that no
 * manifest can have, because its name has a space.
 */
public final class DeliveryRecords {
    /** The kind of such a record. */
    public static final String KIND = "Delivery seen";

    private DeliveryRecords() {}

    /** The record key. The delivery's own id may be long, so its digest stands for it. */
    public static String key(Delivery delivery) {
        return KIND + "/" + Digest.of(delivery.id());
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
