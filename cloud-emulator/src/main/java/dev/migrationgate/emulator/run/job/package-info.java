/** Cloud Run jobs, executions and tasks. */
@NullMarked
package dev.migrationgate.emulator.run.job;

import org.jspecify.annotations.NullMarked;
