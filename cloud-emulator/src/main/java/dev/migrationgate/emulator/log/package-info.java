/** Log entries: writing them, filtering them, listing them. */
@NullMarked
package dev.migrationgate.emulator.log;

import org.jspecify.annotations.NullMarked;
