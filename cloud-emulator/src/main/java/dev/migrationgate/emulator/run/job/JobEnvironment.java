package dev.migrationgate.emulator.run.job;

import dev.migrationgate.emulator.log.LogBook;
import dev.migrationgate.emulator.run.container.Launches;
import dev.migrationgate.emulator.store.AuditLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What running a task needs from around it.
 *
 * @param processes folder that each attempt has a folder in
 * @param grace time between SIGTERM and SIGKILL
 */
public record JobEnvironment(
        Launches launches, LogBook logs, AuditLog audit, Path processes, Duration grace, Clock clock) {}
