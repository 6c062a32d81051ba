package dev.migrationgate.ingest.report;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the deployments of the last days: outcomes name their deployment only, and a state that is over must not be told
 * after a later one. Holds so many; the eldest give way. Safe for several threads.
 */
final class RecentDeployments {
    /** Some 1 KiB each. */
    static final int MOST = 20_000;

    private record Known(Optional<RequestedDeployment> request, DeploymentEvent newest) {
        Known and(Known other) {
            return new Known(request.or(other::request), other.newest().laterThan(newest) ? other.newest() : newest);
        }
    }

    private final int most;
    private final Map<String, Known> known = new LinkedHashMap<>();

    RecentDeployments(int most) {
        this.most = most;
    }

    /** Takes an event in; a second time it changes nothing. */
    synchronized void take(Heard heard) {
        String id = heard.event().deploymentId();
        known.merge(id, new Known(heard.request(), heard.event()), Known::and);
        Iterator<String> eldest = known.keySet().iterator();
        while (known.size() > most) {
            eldest.next();
            eldest.remove();
        }
    }

    /** What was asked for; empty: before our time, or too many ago. */
    synchronized Optional<RequestedDeployment> request(String deploymentId) {
        return Optional.ofNullable(known.get(deploymentId)).flatMap(Known::request);
    }

    /** Whether something later happened to the deployment. */
    synchronized boolean outdated(DeploymentEvent event) {
        return Optional.ofNullable(known.get(event.deploymentId()))
                .filter(each -> each.newest().laterThan(event))
                .isPresent();
    }
}
