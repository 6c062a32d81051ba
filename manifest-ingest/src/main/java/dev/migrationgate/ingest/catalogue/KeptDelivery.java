package dev.migrationgate.ingest.catalogue;

import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A delivery as it is kept in memory, where there may be a million. Two are the same only if they are one object: what is removed
 * must be what was found.
 */
final class KeptDelivery {
    private static final String ALGORITHM = "sha256:";

    private final Bits id;
    private final Bits bodyHead;
    private final Bits bodyTail;
    private final long acceptedAtMillis;
    private final KeptDeployment[] deployments;

    KeptDelivery(Bits id, Digest body, Instant acceptedAt, List<KeptDeployment> deployments) {
        this.id = id;
        this.bodyHead = bodyOf(body);
        this.bodyTail = Bits.ofHex(body.value().substring(ALGORITHM.length() + 32));
        this.acceptedAtMillis = acceptedAt.toEpochMilli();
        this.deployments = deployments.toArray(KeptDeployment[]::new);
    }

    /** What a body is looked up by. */
    static Bits bodyOf(Digest body) {
        return Bits.ofHex(body.value().substring(ALGORITHM.length()));
    }

    Bits id() {
        return id;
    }

    Bits bodyHead() {
        return bodyHead;
    }

    long acceptedAtMillis() {
        return acceptedAtMillis;
    }

    Stream<KeptDeployment> deployments() {
        return Stream.of(deployments);
    }

    boolean hasDeployments() {
        return deployments.length > 0;
    }

    SeenDelivery seen() {
        var body = new Digest(ALGORITHM + bodyHead.hex() + bodyTail.hex());
        return new SeenDelivery(
                body, deployments().map(KeptDeployment::deployment).toList());
    }

    /**
     * A deployment in memory. Application and lane are shared by all of an application's deployments.
     *
     * @param id its id
     */
    record KeptDeployment(
            Bits id, ApplicationId application, String version, LaneId lane, boolean migration, long acceptedAtMillis) {
        Deployment deployment() {
            Instant acceptedAt = Instant.ofEpochMilli(acceptedAtMillis);
            return new Deployment(id.deployment(), application, version, lane, migration, acceptedAt);
        }
    }
}
