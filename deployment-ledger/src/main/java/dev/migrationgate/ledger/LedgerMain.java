package dev.migrationgate.ledger;

import dev.migrationgate.service.ServiceProcess;

/** The ledger as a process of its own. */
public final class LedgerMain {
    private LedgerMain() {}

    /** Runs until asked to stop; see {@link ServiceProcess} for the exit codes. */
    public static void main(String[] args) {
        ServiceProcess.run("deployment-ledger", System.getenv(), LedgerConfig::from, LedgerService::start);
    }
}
