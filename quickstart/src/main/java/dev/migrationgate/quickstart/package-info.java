/** The commands that run everything on one machine: {@code demo} and {@code up}. */
@NullMarked
package dev.migrationgate.quickstart;

import org.jspecify.annotations.NullMarked;
