@NullMarked
package dev.migrationgate.ledger.cdevents;

import org.jspecify.annotations.NullMarked;
