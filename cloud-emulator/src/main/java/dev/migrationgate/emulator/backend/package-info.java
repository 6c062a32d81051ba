/** What runs containers, whichever way: as processes of this machine, or in a Docker engine. */
@NullMarked
package dev.migrationgate.emulator.backend;

import org.jspecify.annotations.NullMarked;
