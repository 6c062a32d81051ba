/** Reads the topics into the store. */
@NullMarked
package dev.migrationgate.ledger.reading;

import org.jspecify.annotations.NullMarked;
