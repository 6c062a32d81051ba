/** Tests of the registry. */
@NullMarked
package dev.migrationgate.emulator.registry;

import org.jspecify.annotations.NullMarked;
