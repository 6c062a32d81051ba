/** Spans of HTTP requests that a service answers. */
@NullMarked
package dev.migrationgate.trace.http;

import org.jspecify.annotations.NullMarked;
