package dev.migrationgate.tests.forgery;

import dev.migrationgate.audit.SignedRequest;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.topics.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Asks for a deployment that ingest did not ask for: what it once asked for, without the migration.
 *
 * @param request what ingest asked for
 */
public record ForgedRequest(DeploymentRequested request) {

    /** Writes it with the signature that the true one has; answers the id of the deployment. */
    public String writeAsSigned(String bootstrapServers, URI registry, String id) throws InterruptedException {
        return write(bootstrapServers, registry, withoutMigration(id));
    }

    /** Writes it without any signature. */
    public String writeUnsigned(String bootstrapServers, URI registry, String id) throws InterruptedException {
        DeploymentRequested forged = DeploymentRequested.newBuilder(withoutMigration(id))
                .setSignature(null)
                .build();
        return write(bootstrapServers, registry, forged);
    }

    /** Writes it as somebody who has some key. */
    public String write(String bootstrapServers, URI registry, String id, SigningKey key) throws InterruptedException {
        return write(bootstrapServers, registry, SignedRequest.sign(withoutMigration(id), key));
    }

    private static String write(String bootstrapServers, URI registry, DeploymentRequested forged)
            throws InterruptedException {
        Forgery.write(bootstrapServers, registry, Topics.DEPLOYMENT_REQUESTED, forged);
        return forged.getDeploymentId();
    }

    private DeploymentRequested withoutMigration(String id) {
        return DeploymentRequested.newBuilder(request)
                .setDeploymentId(id)
                .setRequestedAt(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS))
                .setMigration(null)
                .build();
    }
}
