package dev.migrationgate.ingest.report;

import java.util.Optional;

/**
 * What is told about an event.
 *
 * @param event what happened
 * @param deployment to what
 * @param link absolute address where there is more; absent: nowhere that others can reach
 */
record Report(DeploymentEvent event, RequestedDeployment deployment, Optional<String> link) {}
