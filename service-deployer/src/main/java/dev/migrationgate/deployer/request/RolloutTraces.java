package dev.migrationgate.deployer.request;

import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.streams.HostTraces;
import dev.migrationgate.trace.EndedWork;
import dev.migrationgate.trace.span.Traces;
import java.time.Instant;
import java.util.Optional;

/** How rollouts show in traces: a span for each, from the gate's opening on, and the effects as its steps. */
final class RolloutTraces {
    private RolloutTraces() {}

    static HostTraces<RolloutState, RolloutEvent, RolloutEffect> of(Traces traces) {
        return new HostTraces<>(
                traces, (_, effect) -> Optional.of(effect.deployment().work()), RolloutTraces::ended);
    }

    private static Optional<EndedWork> ended(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.Deployed deployed -> ended(deployed, deployed.at(), "DEPLOYED", Optional.empty());
            case RolloutEvent.DeployFailed failed ->
                ended(
                        failed,
                        failed.at(),
                        "FAILED",
                        Optional.of(failed.failure().reason().name()));
            case RolloutEvent.Superseded superseded ->
                ended(superseded, superseded.at(), "SUPERSEDED", Optional.empty());
            case RolloutEvent.Rejected rejected -> ended(rejected, rejected.at(), "REJECTED", Optional.of("EVIDENCE"));
            // It may come again, and be rolled out then.
            case RolloutEvent.TurnedAway _ -> Optional.empty();
        };
    }

    private static Optional<EndedWork> ended(RolloutEvent event, Instant at, String outcome, Optional<String> problem) {
        Deployment deployment = event.deployment();
        return Optional.of(new EndedWork(
                deployment.work(), deployment.applicationId(), deployment.decidedAt(), at, outcome, problem));
    }
}
