package dev.migrationgate.tests.forgery;

import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.quickstart.stack.KeyPair;
import java.net.URI;
import java.time.Instant;

/**
 * Says that a migration succeeded which did not.
 *
 * @param request the deployment
 * @param evidence an execution that failed
 */
public record ForgedSuccess(DeploymentRequested request, ExecutionEvidence evidence) {

    /** Writes it to where the deployer reads, as somebody who has the runner's key. */
    public void write(String bootstrapServers, URI registry, KeyPair stolen) throws InterruptedException {
        write(bootstrapServers, registry, stolen.read());
    }

    /** Writes it as somebody who has some key. */
    public void write(String bootstrapServers, URI registry, SigningKey key) throws InterruptedException {
        write(bootstrapServers, registry, SignedSuccess.sign(unsigned(), key));
    }

    /** Writes it as somebody who may write there, and has no key. */
    public void write(String bootstrapServers, URI registry) throws InterruptedException {
        write(bootstrapServers, registry, unsigned());
    }

    private MigrationSucceeded unsigned() {
        return MigrationSucceeded.newBuilder()
                .setRequest(request)
                .setOutcome(MigrationOutcome.APPLIED)
                .setAttempt(1)
                .setEvidence(evidence)
                .setDecidedAt(Instant.now())
                .build();
    }

    private void write(String bootstrapServers, URI registry, MigrationSucceeded forged) throws InterruptedException {
        Forgery.write(bootstrapServers, registry, Topics.MIGRATION_SUCCEEDED, forged);
    }
}
