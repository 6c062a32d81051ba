/** Where a piece of work stands in a trace: values that a pure machine may hold, and no more. */
@NullMarked
package dev.migrationgate.trace;

import org.jspecify.annotations.NullMarked;
