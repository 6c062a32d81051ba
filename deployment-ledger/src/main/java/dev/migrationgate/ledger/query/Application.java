package dev.migrationgate.ledger.query;

import dev.migrationgate.ledger.view.Deployment;
import java.util.List;
import java.util.Optional;

/**
 * What an application serves, and what is on its way to it.
 *
 * @param id its id
 * @param live what it serves; empty: nothing yet
 * @param moving deployments that have not ended, the oldest first
 * @param last the one that was requested last
 */
public record Application(String id, Optional<Deployment> live, List<Deployment> moving, Deployment last) {
    /** Copies the list. */
    public Application {
        moving = List.copyOf(moving);
    }
}
