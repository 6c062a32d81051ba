/** From a Cloud Run container to a process: image, command, variables, secrets. */
@NullMarked
package dev.migrationgate.emulator.run.container;

import org.jspecify.annotations.NullMarked;
