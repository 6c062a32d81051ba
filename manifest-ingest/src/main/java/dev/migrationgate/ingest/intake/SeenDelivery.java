package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.Digest;
import java.util.List;

/**
 * A delivery that was accepted before.
 *
 * @param body digest of its body
 * @param deployments what it asked for
 */
public record SeenDelivery(Digest body, List<Deployment> deployments) {
    /** Copies the list. */
    public SeenDelivery {
        deployments = List.copyOf(deployments);
    }
}
