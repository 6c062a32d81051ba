/** As much of an image registry as tells which image a tag stands for. */
@NullMarked
package dev.migrationgate.emulator.registry;

import org.jspecify.annotations.NullMarked;
