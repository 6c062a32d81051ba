package dev.migrationgate.cli.instance;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Says times as people do, by how long ago they are.
 *
 * @param now from when to count
 */
public record Elapsed(Instant now) {

    /** How long ago a time in ISO 8601 was. */
    public String since(JsonNode time) {
        return since(Instant.parse(time.asText()));
    }

    /** How long ago a time was. */
    public String since(Instant time) {
        return text(Duration.between(time, now)) + " ago";
    }

    /** How long it is until a time in ISO 8601. */
    public String until(JsonNode time) {
        return text(Duration.between(now, Instant.parse(time.asText())));
    }

    /** How long something takes. Two parts at most: nobody needs the seconds of a day. Clocks may differ, so nothing is less than none. */
    public static String text(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds >= Duration.ofDays(1).toSeconds()) {
            return "%d d %d h".formatted(seconds / 86_400, seconds % 86_400 / 3_600);
        }
        if (seconds >= Duration.ofHours(1).toSeconds()) {
            return "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
        }
        return seconds >= 60 ? "%d min %d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
    }
}
