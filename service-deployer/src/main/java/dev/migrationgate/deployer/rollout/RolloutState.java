package dev.migrationgate.deployer.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is known of one application's rollouts.
 *
 * @param current the one under way
 * @param waiting those whose turn comes, in the order in which their gates opened
 * @param deployed the last one that ended well
 * @param history those that ended, in whichever way
 */
public record RolloutState(
        Optional<Rollout> current, List<Deployment> waiting, Optional<Deployed> deployed, History history) {

    /**
     * What serves.
     *
     * @param deploymentId the deployment
     * @param requestedAt when it was requested
     */
    public record Deployed(String deploymentId, Instant requestedAt) {}

    /** How many bytes of deployments may wait: an application's state is one record in Kafka. */
    static final long WAITING_BYTES = 4L * 1024 * 1024;

    /** Copies the list. */
    public RolloutState {
        waiting = List.copyOf(waiting);
    }

    static RolloutState nothing() {
        return new RolloutState(Optional.empty(), List.of(), Optional.empty(), History.none());
    }

    List<RolloutEffect> unfinished() {
        return current.map(Rollout::effect).stream().toList();
    }

    /** Whether the deployment has ended, or this very event about it waits. */
    boolean knows(Deployment deployment) {
        return history.knows(deployment)
                || Stream.concat(current.map(Rollout::deployment).stream(), waiting.stream())
                        .anyMatch(deployment::sameEvent);
    }

    /** What serves, where that was requested after the given deployment. */
    Optional<Deployed> newerThan(Deployment deployment) {
        return deployed.filter(serving -> deployment.olderThan(serving.requestedAt()));
    }

    /** Whether a deployment has ended without coming to serve: neither it nor what was requested later was deployed. */
    boolean failed(String deploymentId) {
        return history.end(deploymentId)
                .filter(end -> deployed.filter(serving -> !serving.requestedAt().isBefore(end.requestedAt()))
                        .isEmpty())
                .isPresent();
    }

    /** Whether a deployment's turn comes at once, or may be waited for. */
    boolean hasRoomFor(Deployment deployment) {
        long waitingBytes = waiting.stream().mapToLong(Deployment::keptBytes).sum();
        return current.isEmpty() || waitingBytes + deployment.keptBytes() <= WAITING_BYTES;
    }

    RolloutState queued(Deployment deployment) {
        List<Deployment> longer = new ArrayList<>(waiting);
        longer.add(deployment);
        return new RolloutState(current, longer, deployed, history);
    }

    /** Those that wait, in the order of their turns; each has one only if those before it fail. */
    public List<Deployment> inLine() {
        return waiting.stream()
                .sorted(Comparator.comparing(Deployment::requestedAt).reversed())
                .toList();
    }

    Deployment youngestWaiting() {
        return waiting.stream()
                .max(Comparator.comparing(Deployment::requestedAt))
                .orElseThrow();
    }

    RolloutState without(Deployment deployment) {
        List<Deployment> shorter = new ArrayList<>(waiting);
        shorter.remove(deployment);
        return new RolloutState(current, shorter, deployed, history);
    }

    /** With nothing under way, nothing ended, and an event refused. */
    RolloutState rejecting(Deployment refused) {
        return new RolloutState(Optional.empty(), waiting, deployed, history.rejecting(refused));
    }

    /** With an event refused that was never under way. */
    RolloutState remembering(Deployment refused) {
        return new RolloutState(current, waiting, deployed, history.rejecting(refused));
    }

    RolloutState at(Rollout rollout) {
        return new RolloutState(Optional.of(rollout), waiting, deployed, history);
    }

    /** With nothing under way, and a deployment ended. */
    RolloutState done(Deployment ended) {
        return new RolloutState(Optional.empty(), waiting, deployed, history.with(ended));
    }

    RolloutState serving(Deployment winner) {
        return new RolloutState(
                current, waiting, Optional.of(new Deployed(winner.deploymentId(), winner.requestedAt())), history);
    }
}
