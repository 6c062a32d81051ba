/** Images as folders, and containers as child processes that outlive the emulator. */
@NullMarked
package dev.migrationgate.emulator.process;

import org.jspecify.annotations.NullMarked;
