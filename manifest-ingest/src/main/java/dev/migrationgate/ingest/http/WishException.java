package dev.migrationgate.ingest.http;

import java.util.List;

/** A wish that cannot be meant. The message lists every problem. */
final class WishException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WishException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
