package dev.migrationgate.runner.request;

import dev.migrationgate.audit.SignedSuccess;
import dev.migrationgate.audit.SigningKey;
import dev.migrationgate.events.ContainerSpec;
import dev.migrationgate.events.DatabaseAccess;
import dev.migrationgate.events.DeploymentRequested;
import dev.migrationgate.events.EnvironmentVariable;
import dev.migrationgate.events.ExecutionEvidence;
import dev.migrationgate.events.MigrationOutcome;
import dev.migrationgate.events.MigrationSucceeded;
import dev.migrationgate.events.ServiceSpec;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.events.topics.Topics;
import dev.migrationgate.runner.lane.DatabaseSecrets;
import dev.migrationgate.runner.lane.Evidence;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the gate: the whole request again, with the runtime role's connection strings pinned in the service's environment, signed. */
final class Gate {
    private final EventCodec codec;
    private final SigningKey key;

    Gate(EventCodec codec, SigningKey key) {
        this.codec = codec;
        this.key = key;
    }

    MigrationSucceeded opened(LaneEvent.Succeeded event) {
        byte[] kept = event.entry().request().envelope().bytes();
        DeploymentRequested request = codec.decode(Topics.DEPLOYMENT_REQUESTED, kept);
        MigrationSucceeded opened = MigrationSucceeded.newBuilder()
                .setRequest(pinned(request, event.secrets()))
                .setOutcome(outcome(event.outcome()))
                .setAttempt(
                        event.entry().request().migration().isPresent()
                                ? event.entry().attempt()
                                : 0)
                .setLaneEpoch(event.epoch())
                .setEvidence(event.evidence().map(Gate::evidence).orElse(null))
                .setDecidedAt(event.decidedAt())
                .setDatabaseChanges(event.entry().changes().told())
                .setDatabaseWarnings(event.warnings())
                .build();
        return SignedSuccess.sign(opened, key);
    }

    static ExecutionEvidence evidence(Evidence evidence) {
        return ExecutionEvidence.newBuilder()
                .setJob(evidence.job())
                .setExecution(evidence.execution())
                .setImage(evidence.image())
                .setStartedAt(evidence.startedAt().orElse(null))
                .setCompletedAt(evidence.completedAt().orElse(null))
                .setLogUri(evidence.logUri().orElse(null))
                .build();
    }

    private static MigrationOutcome outcome(LaneEvent.Outcome outcome) {
        return switch (outcome) {
            case APPLIED -> MigrationOutcome.APPLIED;
            case NOT_REQUIRED -> MigrationOutcome.NOT_REQUIRED;
            case SKIPPED -> MigrationOutcome.SKIPPED;
        };
    }

    private static DeploymentRequested pinned(DeploymentRequested request, Optional<DatabaseSecrets> secrets) {
        Optional<String> variable = request.getDatabase().map(DatabaseAccess::getSecretEnvVar);
        if (variable.isEmpty() || secrets.isEmpty()) {
            return request;
        }
        ServiceSpec service = request.getService();
        ContainerSpec container = ContainerSpec.newBuilder(service.getContainer())
                .setEnv(with(service.getContainer().getEnv(), secrets.get().ofService(variable.get())))
                .build();
        return DeploymentRequested.newBuilder(request)
                .setService(
                        ServiceSpec.newBuilder(service).setContainer(container).build())
                .build();
    }

    /** The variables with the secrets' in the place of those that have their names. */
    private static List<EnvironmentVariable> with(List<EnvironmentVariable> env, List<Migration.Variable> secrets) {
        List<EnvironmentVariable> changed = new ArrayList<>(env);
        secrets.forEach(secret -> {
            changed.removeIf(variable -> variable.getName().equals(secret.name()));
            changed.add(EnvironmentVariable.newBuilder()
                    .setName(secret.name())
                    .setSecretVersion(secret.secretVersion().orElseThrow())
                    .build());
        });
        return changed;
    }
}
