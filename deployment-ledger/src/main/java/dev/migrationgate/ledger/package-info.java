/** The ledger: what became of every deployment. */
@NullMarked
package dev.migrationgate.ledger;

import org.jspecify.annotations.NullMarked;
