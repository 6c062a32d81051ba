/** Spans of that work, told to a collector where one is configured. */
@NullMarked
package dev.migrationgate.trace.span;

import org.jspecify.annotations.NullMarked;
