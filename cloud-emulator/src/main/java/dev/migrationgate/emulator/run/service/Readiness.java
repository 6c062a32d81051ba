package dev.migrationgate.emulator.run.service;

import com.google.cloud.run.v2.Condition;
import dev.migrationgate.emulator.backend.Endpoint;

/** What became of starting a revision. */
sealed interface Readiness {
    /** It listens there. */
    record Ready(Endpoint endpoint) implements Readiness {}

    /** It cannot serve; the condition says why, as Cloud Run would. */
    record Failed(Condition why) implements Readiness {}

    /** Nobody waits for it any more. */
    record Superseded() implements Readiness {}
}
