package dev.migrationgate.ingest.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far a deployment is, as others are told. In the order in which a migration's attempt passes them. */
public enum DeploymentState {
    /** Accepted; waits for its turn. */
    PENDING,
    /** Its migration runs. */
    RUNNING,
    /** The outcome of its migration is unknown, and a person has to decide. */
    HELD,
    /** The service has its traffic on it. */
    SUCCEEDED,
    /** Its migration or its rollout failed. */
    FAILED,
    /** A person cancelled it. */
    CANCELLED,
    /** A newer one took its place. */
    SUPERSEDED;

    /** The word for it in configuration and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the word.
     *
     * @throws IllegalArgumentException there is no such state; the message has the rule
     */
    static DeploymentState parse(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has to be one of "
                        + Arrays.stream(values()).map(DeploymentState::word).collect(Collectors.joining(", "))));
    }
}
