package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;

/** What became of starting a revision. */
sealed interface Readiness {
    /** It listens on that port of the loopback interface. */
    record Ready(int port) implements Readiness {}

    /** It cannot serve; the condition says why, as Cloud Run would. */
    record Failed(Condition why) implements Readiness {}

    /** Nobody waits for it any more. */
    record Superseded() implements Readiness {}
}
