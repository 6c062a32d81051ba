/** Tests of the emulator through Google's own clients. */
@NullMarked
package dev.migrationgate.emulator;

import org.jspecify.annotations.NullMarked;
