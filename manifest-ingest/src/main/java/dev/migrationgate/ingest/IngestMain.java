package dev.migrationgate.ingest;

import dev.migrationgate.service.ServiceProcess;

/** Ingest as a process of its own. */
public final class IngestMain {
    private IngestMain() {}

    /** Runs until asked to stop; see {@link ServiceProcess} for the exit codes. */
    public static void main(String[] args) {
        ServiceProcess.run("manifest-ingest", System.getenv(), IngestConfig::from, IngestService::start);
    }
}
