package dev.migrationgate.emulator.backend;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A container that was started once, and lives on when the emulator dies. */
public interface Container {
    /** How it ended; empty while it runs, or while nobody can tell. */
    Optional<Ending> ending();

    /** When the start was tried. */
    Instant startedAt();

    /** Sends a signal to the program; nothing happens if it is gone. */
    void signal(Signal signal);

    /** Has all of its output so far, as {@code stdout} and {@code stderr}. */
    Path folder();

    /** Where it listens; empty if it was given no port, or its address is not known. */
    Optional<Endpoint> endpoint();
}
