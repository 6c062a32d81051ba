@NullMarked
package dev.migrationgate.ledger.store;

import org.jspecify.annotations.NullMarked;
