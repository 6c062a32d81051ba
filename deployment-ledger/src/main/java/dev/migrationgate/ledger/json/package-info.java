/** Recorded events as JSON. */
@NullMarked
package dev.migrationgate.ledger.json;

import org.jspecify.annotations.NullMarked;
