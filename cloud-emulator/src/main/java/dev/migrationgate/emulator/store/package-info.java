/** State on disk: resources that survive a kill, and the append-only record of what happened. */
@NullMarked
package dev.migrationgate.emulator.store;

import org.jspecify.annotations.NullMarked;
