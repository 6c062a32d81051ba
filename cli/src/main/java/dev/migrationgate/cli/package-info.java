/** The command {@code gate}: its commands put together, its exit codes, its version. */
@NullMarked
package dev.migrationgate.cli;

import org.jspecify.annotations.NullMarked;
