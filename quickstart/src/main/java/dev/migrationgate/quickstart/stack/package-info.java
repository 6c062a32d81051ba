/** Everything in one process: the platform, the cloud emulator and the services, started in order and closed in reverse. */
@NullMarked
package dev.migrationgate.quickstart.stack;

import org.jspecify.annotations.NullMarked;
