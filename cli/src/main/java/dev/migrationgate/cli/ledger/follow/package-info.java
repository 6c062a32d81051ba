/** Follows deployments until they end, and shows how far they are. */
@NullMarked
package dev.migrationgate.cli.ledger.follow;

import org.jspecify.annotations.NullMarked;
