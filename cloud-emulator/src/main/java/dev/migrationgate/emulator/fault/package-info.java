/** Where delays and refusals come in. */
@NullMarked
package dev.migrationgate.emulator.fault;

import org.jspecify.annotations.NullMarked;
