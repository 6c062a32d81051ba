/** Tests without processes or network. */
@NullMarked
package dev.migrationgate.emulator.log;

import org.jspecify.annotations.NullMarked;
