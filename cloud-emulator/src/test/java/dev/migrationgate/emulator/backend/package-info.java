@NullMarked
package dev.migrationgate.emulator.backend;

import org.jspecify.annotations.NullMarked;
