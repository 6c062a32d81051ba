/** Tests without processes or network. */
@NullMarked
package dev.migrationgate.emulator.run.service;

import org.jspecify.annotations.NullMarked;
