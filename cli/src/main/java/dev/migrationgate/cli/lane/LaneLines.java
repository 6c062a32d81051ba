package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in lines who holds a lane, who waits for it, and why. */
final class LaneLines {
    private final Instant now;

    /** Counts from a time. */
    LaneLines(Instant now) {
        this.now = now;
    }

    /** The lane's name, its holder and how many wait. */
    List<String> summary(JsonNode lane) {
        List<String> lines = new ArrayList<>(head(lane));
        int waiting = lane.path("waiting").size();
        if (waiting > 0) {
            lines.add("  waiting: " + waiting);
        }
        return lines;
    }

    /** The lane with everyone who waits, in order. */
    List<String> whole(JsonNode lane) {
        List<String> lines = new ArrayList<>(head(lane));
        int place = 0;
        for (JsonNode entry : lane.path("waiting")) {
            place++;
            lines.add("  %d. in line: %s, since %s".formatted(place, deployment(entry), since(entry.path("queuedAt"))));
        }
        if (place > 0) {
            lines.add("  they wait because one migration at a time runs on a database, in the order requested");
        }
        return lines;
    }

    private List<String> head(JsonNode lane) {
        JsonNode holder = lane.path("holder");
        List<String> lines = new ArrayList<>();
        lines.add(lane.path("lane").asText());
        if (holder.isMissingNode()) {
            lines.add("  nobody holds it");
            return lines;
        }
        lines.add("  held by: " + deployment(holder));
        lines.add("  " + phase(holder));
        add(lines, "execution", holder);
        add(lines, "reason", holder);
        if (holder.path("phase").asText().equals("quarantined")) {
            lines.add("  goes on after: gate lane release "
                    + holder.path("deploymentId").asText() + " --verdict succeeded|failed --reason …");
        }
        return lines;
    }

    private String phase(JsonNode holder) {
        String phase = holder.path("phase").asText();
        if (holder.has("deadline")) {
            Duration left =
                    Duration.between(now, Instant.parse(holder.path("deadline").asText()));
            return "%s, for at most %s more".formatted(phase, text(left));
        }
        return "%s, since %s".formatted(phase, since(holder.path("since")));
    }

    private static void add(List<String> lines, String field, JsonNode holder) {
        if (holder.has(field)) {
            lines.add("  " + field + ": " + holder.path(field).asText());
        }
    }

    private static String deployment(JsonNode entry) {
        String application = entry.path("applicationId").asText();
        String name = application.substring(application.lastIndexOf('/') + 1);
        int attempt = entry.path("attempt").asInt();
        return "%s (%s %s%s)"
                .formatted(
                        entry.path("deploymentId").asText(),
                        name,
                        entry.path("version").asText(),
                        attempt > 1 ? ", attempt " + attempt : "");
    }

    private String since(JsonNode time) {
        return text(Duration.between(Instant.parse(time.asText()), now)) + " ago";
    }

    /** Two parts at most: nobody needs the seconds of a day. Clocks may differ, so nothing is less than none. */
    private static String text(Duration duration) {
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
