package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.SeenImage;
import dev.migrationgate.manifests.Digest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

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
        var json = new JsonObject()
                .put("image", image.reference())
                .put("digest", image.digest().value());
        image.madeAt().ifPresent(time -> json.put("madeAt", time.toString()));
        return json.encode();
    }

    /** Reads a document; throws an unchecked exception where it is none. */
    static SeenImage read(String document) {
        var json = new JsonObject(document);
        Optional<Instant> madeAt = Optional.ofNullable(json.getString("madeAt")).map(Instant::parse);
        return new SeenImage(json.getString("image"), new Digest(json.getString("digest")), madeAt);
    }
}
