package dev.migrationgate.deployer.rollout;

import java.time.Duration;
import java.util.Optional;

/**
 * The Cloud Run service that a deployment ends in.
 *
 * @param project Google Cloud project id
 * @param region Google Cloud region
 * @param service Cloud Run service id
 * @param container what it runs
 * @param port port that the container listens on
 * @param startup startup probe; absent: Cloud Run's default, a TCP connect on {@code port}
 * @param minInstances lowest instance count
 * @param maxInstances highest instance count; absent: Cloud Run's default
 * @param readinessLimit how long a new revision has to become ready
 * @param smokePath path that a ready revision must answer with 2xx before it gets traffic; absent: none is asked
 */
public record ServicePlan(
        String project,
        String region,
        String service,
        ContainerPlan container,
        int port,
        Optional<StartupCheck> startup,
        int minInstances,
        Optional<Integer> maxInstances,
        Duration readinessLimit,
        Optional<String> smokePath) {

    /** Refuses, with {@link IllegalArgumentException}, what could not be named or waited for. */
    public ServicePlan {
        if (project.isBlank() || region.isBlank() || service.isBlank()) {
            throw new IllegalArgumentException("project, region and service must be named");
        }
        if (smokePath.filter(path -> !path.startsWith("/")).isPresent()) {
            throw new IllegalArgumentException("the smoke request's path must begin with '/', was " + smokePath);
        }
        if (!readinessLimit.isPositive()) {
            throw new IllegalArgumentException("the readiness limit must be more than none, was " + readinessLimit);
        }
    }

    /** {@code projects/P/locations/R}. */
    public String parent() {
        return "projects/" + project + "/locations/" + region;
    }

    /** Full resource name of the service. */
    public String resource() {
        return parent() + "/services/" + service;
    }
}
