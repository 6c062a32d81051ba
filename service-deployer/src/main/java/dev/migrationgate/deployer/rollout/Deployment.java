package dev.migrationgate.deployer.rollout;

import dev.migrationgate.host.JsonSize;
import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.TracedWork;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A deployment whose gate is open, with all that its rollout needs.
 *
 * @param deploymentId the deployment
 * @param applicationId the application
 * @param version version as the manifest writes it
 * @param requestedAt when the request was accepted; what is requested later is newer
 * @param decidedAt when the gate was opened
 * @param outcome how it passed the gate
 * @param evidence what an APPLIED outcome rests on
 * @param migrationImage image of the migration that the request asks for, or that a person chose to leave out; absent: there is none
 * @param service what to deploy
 * @param gate the event that opened the gate, in base64; two events about one deployment differ in it
 * @param trace the trace context of that event's record, where it had one
 */
public record Deployment(
        String deploymentId,
        String applicationId,
        String version,
        Instant requestedAt,
        Instant decidedAt,
        GateOutcome outcome,
        Optional<Evidence> evidence,
        Optional<String> migrationImage,
        ServicePlan service,
        String gate,
        Optional<TraceParent> trace) {
    /** What fits into a label's value (63 characters) and, its first ten, into a revision's name. */
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{8}[a-z0-9][a-z0-9-]{0,53}");

    private static final int ID_IN_REVISION = 10;

    /** Refuses, with {@link IllegalArgumentException}, ids that no resource could carry. */
    public Deployment {
        // A state that an earlier version wrote has no trace.
        trace = trace == null ? Optional.empty() : trace;
        if (!ID.matcher(deploymentId).matches()) {
            throw new IllegalArgumentException("not a deployment id: '" + deploymentId + "'");
        }
        if (applicationId.isBlank()) {
            throw new IllegalArgumentException("deployment " + deploymentId + " names no application");
        }
    }

    /** Its rollout's place in its trace: without one in the event, in a trace that follows from its id, the same for ever. */
    public TracedWork work() {
        TraceParent cause = trace.orElseGet(() -> TraceParent.derivedFrom(deploymentId));
        return new TracedWork(cause, "rollout", deploymentId, gateId());
    }

    /** Whether both are of one event, however its record came. */
    boolean sameEvent(Deployment other) {
        return gate.equals(other.gate);
    }

    /** Name of the revision within the service: known before the call that creates it. At most 60 characters. */
    public String revisionName() {
        return service.service() + "-" + deploymentId.substring(0, ID_IN_REVISION);
    }

    /** Full resource name of the revision. */
    public String revision() {
        return service.resource() + "/revisions/" + revisionName();
    }

    /** Names the event that opened the gate: 128 bits of its SHA-256, in hexadecimal. */
    public String gateId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(gate.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** How many bytes it is kept as, about and rather more: as JSON, with its event and all that was read of that. */
    long keptBytes() {
        return JsonSize.of(toString());
    }

    /** Whether this one was requested before another; equally old ones are not. */
    boolean olderThan(Instant otherRequestedAt) {
        return requestedAt.isBefore(otherRequestedAt);
    }
}
