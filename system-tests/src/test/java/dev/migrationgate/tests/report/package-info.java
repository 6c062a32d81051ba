/** Reports against a real broker. */
@NullMarked
package dev.migrationgate.tests.report;

import org.jspecify.annotations.NullMarked;
