package dev.migrationgate.ledger.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a deployment is. */
public enum Status {
    /** It waits for its turn, or for its migration to start. */
    WAITING(false),
    /** Its migration runs. */
    MIGRATING(false),
    /** Its migration's outcome is unknown; a person decides. */
    HELD(false),
    /** The gate let it pass, and its service is being deployed. */
    ROLLING_OUT(false),
    /** It serves, or did until a later one took over. */
    DEPLOYED(true),
    /** Its migration or its rollout failed. */
    FAILED(true),
    /** A person cancelled it. */
    CANCELLED(true),
    /** A later one took its place. */
    SUPERSEDED(true);

    private final boolean ended;

    Status(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing more happens to it by itself. */
    public boolean ended() {
        return ended;
    }

    /**
     * Reads the name, in lower case with hyphens.
     *
     * @throws IllegalArgumentException it is none; the message has the rule
     */
    public static Status parse(String text) {
        return Arrays.stream(values())
                .filter(status -> status.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has to be one of "
                        + Arrays.stream(values()).map(Status::toString).collect(Collectors.joining(", "))));
    }

    /** The name, in lower case with hyphens. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
