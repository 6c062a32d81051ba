/** Containers in a Docker engine, found again by whoever starts over the same state. */
@NullMarked
package dev.migrationgate.emulator.docker;

import org.jspecify.annotations.NullMarked;
