package dev.migrationgate.runner.lane;

import java.time.Instant;

/**
 * When something must have happened, and which rule says so.
 *
 * @param at the last moment
 * @param rule the rule, in words that fit after "not within"
 */
public record Deadline(Instant at, String rule) {

    Deadline orEarlier(Deadline other) {
        return other.at.isBefore(at) ? other : this;
    }

    boolean passed(Instant now) {
        return !now.isBefore(at);
    }
}
