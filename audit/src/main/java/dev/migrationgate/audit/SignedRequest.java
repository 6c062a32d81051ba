package dev.migrationgate.audit;

import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.GateSignature;
import java.util.Optional;
import org.apache.avro.generic.IndexedRecord;

/**
 * Ingest's signature on {@code DeploymentRequested}. Whoever may write to the brokers cannot ask for a deployment, such as one of an
 * application without its migration, nor change what was asked for.
 */
public final class SignedRequest {
    private SignedRequest() {}

    /** The request with a key's signature, in place of any that it has. */
    public static DeploymentRequested sign(DeploymentRequested request, SigningKey key) {
        return DeploymentRequested.newBuilder(request)
                .setSignature(signature(request, key))
                .build();
    }

    /** A key's signature on a request of any version of the schema, which is part of what is signed. */
    public static GateSignature signature(IndexedRecord request, SigningKey key) {
        return SignedEvent.signature(Statement.DEPLOYMENT_REQUESTED, request, key);
    }

    /**
     * What is wrong with a request's signature, in words for people; empty: one of the keys signed exactly this.
     *
     * @param request as it was written
     * @param trusted keys of ingest
     */
    public static Optional<String> problem(IndexedRecord request, PublicKeys trusted) {
        return SignedEvent.problem(Statement.DEPLOYMENT_REQUESTED, request, trusted);
    }
}
