@NullMarked
package dev.migrationgate.ledger.stream;

import org.jspecify.annotations.NullMarked;
