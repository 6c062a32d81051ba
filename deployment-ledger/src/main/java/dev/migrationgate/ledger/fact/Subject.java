package dev.migrationgate.ledger.fact;

/**
 * A fact, and of which deployment.
 *
 * @param deployment the deployment's id
 * @param fact what is told of it
 */
public record Subject(String deployment, Fact fact) {}
