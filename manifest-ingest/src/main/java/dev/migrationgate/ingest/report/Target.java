package dev.migrationgate.ingest.report;

import dev.migrationgate.google.secret.SecretException;
import java.net.http.HttpRequest;
import java.time.Instant;

/** Somewhere that reports go. Safe for several threads. */
interface Target {
    /** Its name in logs and metrics. */
    String name();

    /** Whether a report is for it. */
    boolean wants(Report report);

    /** Whether it shows one state of a deployment, so that one that is over must not be told any more. */
    boolean showsOneState();

    /**
     * The call that tells it.
     *
     * @throws SecretException the secret cannot be read now
     * @throws UnusableSecretException the secret is none that can be used
     */
    HttpRequest request(Report report);

    /** What an answer means. */
    default Verdict judge(Answer answer, Instant now) {
        return Verdict.of(answer, now);
    }
}
