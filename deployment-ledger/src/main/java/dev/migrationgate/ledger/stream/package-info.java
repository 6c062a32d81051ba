/** What changes, as it changes, to whoever listens. */
@NullMarked
package dev.migrationgate.ledger.stream;

import org.jspecify.annotations.NullMarked;
