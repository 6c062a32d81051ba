@NullMarked
package dev.migrationgate.ledger.audit;

import org.jspecify.annotations.NullMarked;
