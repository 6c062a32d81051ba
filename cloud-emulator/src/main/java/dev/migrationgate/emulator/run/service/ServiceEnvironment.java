package dev.migrationgate.emulator.run.service;

import dev.migrationgate.emulator.log.LogBook;
import dev.migrationgate.emulator.run.container.Launches;
import dev.migrationgate.emulator.store.AuditLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What running a revision needs from around it.
 *
 * @param instances folder that each process has a folder in
 * @param listening where their addresses are
 * @param grace time between SIGTERM and SIGKILL
 */
public record ServiceEnvironment(
        Launches launches,
        LogBook logs,
        AuditLog audit,
        Path instances,
        Listening listening,
        Duration grace,
        Clock clock) {}
