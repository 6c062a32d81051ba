@NullMarked
package dev.migrationgate.emulator.fault;

import org.jspecify.annotations.NullMarked;
