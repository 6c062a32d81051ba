package dev.migrationgate.deployer.rollout;

import java.util.Optional;

/**
 * When a new instance counts as started.
 *
 * @param httpPath path that must answer; absent: a TCP connect suffices
 * @param port port that is probed
 * @param periodSeconds seconds between probes
 * @param timeoutSeconds seconds one probe may take
 * @param failureThreshold failed probes after which the instance has failed
 */
public record StartupCheck(
        Optional<String> httpPath, int port, int periodSeconds, int timeoutSeconds, int failureThreshold) {}
