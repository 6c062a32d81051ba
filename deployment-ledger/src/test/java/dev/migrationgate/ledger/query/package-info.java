@NullMarked
package dev.migrationgate.ledger.query;

import org.jspecify.annotations.NullMarked;
