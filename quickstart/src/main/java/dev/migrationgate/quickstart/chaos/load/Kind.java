package dev.migrationgate.quickstart.chaos.load;

import java.util.random.RandomGenerator;

/** What becomes of a deployment if nothing disturbs it. */
public enum Kind {
    /** Migrates quickly, then serves. */
    MIGRATES(60, 0, "0.2", true),
    /** Migrates slowly enough to be met by a fault. */
    SLOW(15, 0, "6", true),
    /** Its migration ends with exit code 1. */
    FAILS(10, 1, "0.3", true),
    /** Its migration ends with exit code 75 each time; two more tries are allowed. */
    TEMPORARY(3, 75, "0.2", true),
    /** Wants no migration. */
    WITHOUT(7, 0, "0", true),
    /** Migrates, but its service does not come up. */
    UNHEALTHY(5, 0, "0.2", false);

    private final int percent;
    private final int exitCode;
    private final String seconds;
    private final boolean healthy;

    Kind(int percent, int exitCode, String seconds, boolean healthy) {
        this.percent = percent;
        this.exitCode = exitCode;
        this.seconds = seconds;
        this.healthy = healthy;
    }

    static Kind any(RandomGenerator random) {
        int chosen = random.nextInt(100);
        for (Kind kind : values()) {
            chosen -= kind.percent;
            if (chosen < 0) {
                return kind;
            }
        }
        throw new IllegalStateException("the percentages must sum up to 100");
    }

    boolean migrates() {
        return this != WITHOUT;
    }

    boolean healthy() {
        return healthy;
    }

    /** The migration, for a shell. */
    String script() {
        return "echo migrating; sleep " + seconds + "; exit " + exitCode;
    }
}
