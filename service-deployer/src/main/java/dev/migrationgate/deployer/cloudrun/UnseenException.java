package dev.migrationgate.deployer.cloudrun;

import com.google.api.gax.rpc.ApiException;
import java.time.Instant;

/** Nothing could be seen for a while: a quota is used up, or Cloud Run is out of reach. */
final class UnseenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ApiException trouble;
    private final Instant since;

    UnseenException(ApiException trouble, Instant since) {
        super(trouble);
        this.trouble = trouble;
        this.since = since;
    }

    ApiException trouble() {
        return trouble;
    }

    /** When something was seen last. */
    Instant since() {
        return since;
    }
}
