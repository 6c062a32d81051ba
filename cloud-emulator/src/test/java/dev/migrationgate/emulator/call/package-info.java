/** Tests without processes or network. */
@NullMarked
package dev.migrationgate.emulator.call;

import org.jspecify.annotations.NullMarked;
