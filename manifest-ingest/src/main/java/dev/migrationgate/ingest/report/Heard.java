package dev.migrationgate.ingest.report;

import java.util.Optional;

/**
 * What a record says.
 *
 * @param event what happened
 * @param request what was asked for, where that is what happened
 */
record Heard(DeploymentEvent event, Optional<RequestedDeployment> request) {
    Heard(DeploymentEvent event) {
        this(event, Optional.empty());
    }
}
