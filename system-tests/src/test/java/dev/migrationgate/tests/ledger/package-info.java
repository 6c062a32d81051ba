/** The ledger under what happens to it: kills and outages. */
@NullMarked
package dev.migrationgate.tests.ledger;

import org.jspecify.annotations.NullMarked;
