/** Long-running operations. */
@NullMarked
package dev.migrationgate.emulator.operation;

import org.jspecify.annotations.NullMarked;
