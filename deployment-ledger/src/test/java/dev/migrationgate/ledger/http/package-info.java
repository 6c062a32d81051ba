@NullMarked
package dev.migrationgate.ledger.http;

import org.jspecify.annotations.NullMarked;
