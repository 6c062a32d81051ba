/** Exports of what is recorded, and their verification without the ledger. */
@NullMarked
package dev.migrationgate.cli.audit;

import org.jspecify.annotations.NullMarked;
