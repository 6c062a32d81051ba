@NullMarked
package dev.migrationgate.ledger.view;

import org.jspecify.annotations.NullMarked;
