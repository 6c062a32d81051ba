/** Tests of the web page in a real browser. */
@NullMarked
package dev.migrationgate.ledger.page;

import org.jspecify.annotations.NullMarked;
