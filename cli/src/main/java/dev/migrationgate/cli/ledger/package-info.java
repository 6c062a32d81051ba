/** Asks the deployment ledger: what is deployed, what moves, why something waits, what happened before. */
@NullMarked
package dev.migrationgate.cli.ledger;

import org.jspecify.annotations.NullMarked;
