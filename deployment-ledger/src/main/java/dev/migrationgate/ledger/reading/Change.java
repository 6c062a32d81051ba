package dev.migrationgate.ledger.reading;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.store.StoredEvent;
import dev.migrationgate.ledger.view.Deployment;

/**
 * A deployment that changed, and the event that changed it.
 *
 * @param deployment as it is after the batch that the event came in
 * @param place the event's
 * @param event the event
 */
public record Change(Deployment deployment, Coordinates place, StoredEvent event) {}
