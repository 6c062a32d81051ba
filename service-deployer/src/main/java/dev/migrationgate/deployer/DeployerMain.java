package dev.migrationgate.deployer;

import dev.migrationgate.service.ServiceProcess;

/** The deployer as a process of its own. */
public final class DeployerMain {
    private DeployerMain() {}

    /** Runs until asked to stop; see {@link ServiceProcess} for the exit codes. */
    public static void main(String[] args) {
        ServiceProcess.run("service-deployer", System.getenv(), DeployerConfig::from, DeployerService::start);
    }
}
