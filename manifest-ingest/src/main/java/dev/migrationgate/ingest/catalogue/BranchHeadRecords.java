package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.BranchHead;
import dev.migrationgate.manifests.Digest;
import io.vertx.core.json.JsonObject;

/** How the head of a branch is kept in the manifests topic; like {@link DeliveryRecords}. */
public final class BranchHeadRecords {
    /** The kind of such a record. */
    public static final String KIND = "Branch head";

    private BranchHeadRecords() {}

    /** The record key. */
    public static String key(BranchHead head) {
        return KIND + "/" + Digest.of(head.repository() + '\0' + head.ref());
    }

    /** The record's document. */
    public static String document(BranchHead head) {
        return new JsonObject()
                .put("repository", head.repository())
                .put("ref", head.ref())
                .put("commit", head.commit())
                .encode();
    }

    /** Reads a document; throws an unchecked exception where it is none. */
    static BranchHead read(String document) {
        var json = new JsonObject(document);
        return new BranchHead(json.getString("repository"), json.getString("ref"), json.getString("commit"));
    }
}
