/** Checkpoints of what was recorded, and exports that can be verified without the ledger. */
@NullMarked
package dev.migrationgate.ledger.audit;

import org.jspecify.annotations.NullMarked;
