package dev.migrationgate.runner;

import dev.migrationgate.service.ServiceProcess;

/** The runner as a process of its own. */
public final class RunnerMain {
    private RunnerMain() {}

    /** Runs until asked to stop; see {@link ServiceProcess} for the exit codes. */
    public static void main(String[] args) {
        ServiceProcess.run("migration-runner", System.getenv(), RunnerConfig::from, RunnerService::start);
    }
}
