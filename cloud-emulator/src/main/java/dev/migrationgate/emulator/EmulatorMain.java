package dev.migrationgate.emulator;

import dev.migrationgate.service.ServiceProcess;

/** Runs the emulator as a process of its own, configured by environment variables. */
public final class EmulatorMain {
    private EmulatorMain() {}

    /** Ends when the process is asked to. */
    public static void main(String[] args) {
        ServiceProcess.run("cloud-emulator", System.getenv(), EmulatorService.Config::from, EmulatorService::start);
    }
}
