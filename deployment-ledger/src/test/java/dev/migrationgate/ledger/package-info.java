@NullMarked
package dev.migrationgate.ledger;

import org.jspecify.annotations.NullMarked;
