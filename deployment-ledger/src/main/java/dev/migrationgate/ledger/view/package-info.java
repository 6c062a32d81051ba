/** What the facts of deployments come to: their state, who waits for what and why. */
@NullMarked
package dev.migrationgate.ledger.view;

import org.jspecify.annotations.NullMarked;
