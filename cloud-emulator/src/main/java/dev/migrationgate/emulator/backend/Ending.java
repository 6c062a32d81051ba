package dev.migrationgate.emulator.backend;

/** How a container ended. */
public sealed interface Ending {
    /** By itself, with an exit code from 0 to 255. */
    record Exited(int code) implements Ending {}

    /** By a signal; a shell reports that as 128 and the signal's number, which is how the two are told apart. */
    record Killed(int signal) implements Ending {}

    /** It used more memory than it may, and was killed for that. */
    record OutOfMemory() implements Ending {}

    /** Without a trace: neither the process nor its exit code is there. */
    record Vanished() implements Ending {}
}
