/** Tests without processes or network. */
@NullMarked
package dev.migrationgate.emulator.process;

import org.jspecify.annotations.NullMarked;
