package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.manifests.Digest;
import io.vertx.core.json.JsonObject;

/** How the digest of an image is kept in the manifests topic; like {@link DeliveryRecords}. */
public final class SeenImageRecords {
    /** The kind of such a record. */
    public static final String KIND = "Image seen";

    private SeenImageRecords() {}

    /** The record key. */
    public static String key(SeenImage image) {
        return KIND + "/" + Digest.of(image.reference());
    }

    /** The record's document. */
    public static String document(SeenImage image) {
        return new JsonObject()
                .put("image", image.reference())
                .put("digest", image.digest().value())
                .encode();
    }

    /** Reads a document; throws an unchecked exception where it is none. */
    static SeenImage read(String document) {
        var json = new JsonObject(document);
        return new SeenImage(json.getString("image"), new Digest(json.getString("digest")));
    }
}
