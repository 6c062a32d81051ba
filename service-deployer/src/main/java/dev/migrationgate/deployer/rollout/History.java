package dev.migrationgate.deployer.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which deployments of an application have ended, so that reading the topic again does nothing again. Remembers the newest
 * 200 by their request's time; whatever is as old as the newest one forgotten counts as ended.
 *
 * @param ended remembered, oldest first
 * @param forgottenUntil request's time of the newest one forgotten
 * @param rejected the last 50 events that were refused, as in {@link Deployment#gateId}; they ended nothing
 */
public record History(List<Ended> ended, Optional<Instant> forgottenUntil, List<String> rejected) {
    private static final int REMEMBERED = 200;
    private static final int REMEMBERED_REJECTED = 50;
    private static final Comparator<Ended> OLDEST_FIRST =
            Comparator.comparing(Ended::requestedAt).thenComparing(Ended::deploymentId);

    /**
     * A deployment that ended.
     *
     * @param deploymentId the deployment
     * @param requestedAt when it was requested
     * @param gate the event that opened its gate, as in {@link Deployment#gateId}; empty: not remembered
     */
    public record Ended(String deploymentId, Instant requestedAt, Optional<String> gate) {}

    /** Copies the lists. */
    public History {
        ended = List.copyOf(ended);
        rejected = List.copyOf(rejected);
    }

    static History none() {
        return new History(List.of(), Optional.empty(), List.of());
    }

    boolean knows(Deployment deployment) {
        return rejected.contains(deployment.gateId())
                || forgottenUntil
                        .filter(until -> !until.isBefore(deployment.requestedAt()))
                        .isPresent()
                || end(deployment)
                        .filter(end ->
                                end.gate().map(deployment.gateId()::equals).orElse(true))
                        .isPresent();
    }

    /** Whether the deployment has ended by another event: this one says of it what nobody can have seen. */
    boolean endedOtherwise(Deployment deployment) {
        return !knows(deployment) && end(deployment).isPresent();
    }

    private Optional<Ended> end(Deployment deployment) {
        return end(deployment.deploymentId());
    }

    /** The end of a deployment, where it has ended and is remembered. */
    Optional<Ended> end(String deploymentId) {
        return ended.stream()
                .filter(end -> end.deploymentId().equals(deploymentId))
                .findFirst();
    }

    History with(Deployment deployment) {
        List<Ended> all = new ArrayList<>(ended);
        all.add(new Ended(deployment.deploymentId(), deployment.requestedAt(), Optional.of(deployment.gateId())));
        all.sort(OLDEST_FIRST);
        if (all.size() <= REMEMBERED) {
            return new History(all, forgottenUntil, rejected);
        }
        return new History(
                all.subList(1, all.size()), Optional.of(all.getFirst().requestedAt()), rejected);
    }

    History rejecting(Deployment deployment) {
        List<String> all = new ArrayList<>(rejected);
        all.add(deployment.gateId());
        return new History(
                ended, forgottenUntil, all.subList(Math.max(0, all.size() - REMEMBERED_REJECTED), all.size()));
    }
}
