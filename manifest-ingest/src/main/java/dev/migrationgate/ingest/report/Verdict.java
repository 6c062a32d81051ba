package dev.migrationgate.ingest.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of a try to report. */
sealed interface Verdict {
    /** It was taken. */
    record Delivered() implements Verdict {}

    /**
     * It was not taken, and would not be the next time.
     *
     * @param reason why, without anything of the answer's body
     */
    record Refused(String reason) implements Verdict {}

    /**
     * It may be taken later.
     *
     * @param reason why not now
     * @param after how long to leave the target alone, where it says so
     */
    record Later(String reason, Optional<Duration> after) implements Verdict {
        Later(String reason) {
            this(reason, Optional.empty());
        }
    }

    /** What any HTTP server means by an answer. A 401 may be a token that was replaced a moment ago. */
    static Verdict of(Answer answer, Instant now) {
        int status = answer.status();
        String reason = "it answered " + status;
        Optional<Duration> limited = RateLimit.wait(answer, now);
        if (status >= 200 && status < 300) {
            return new Delivered();
        }
        if (limited.isPresent()) {
            return new Later(reason, limited);
        }
        return switch (status) {
            case 401, 408, 425 -> new Later(reason);
            default -> status >= 500 ? new Later(reason) : new Refused(reason);
        };
    }
}
