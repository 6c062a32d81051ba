package dev.migrationgate.cli.lane;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.instance.Elapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in lines who holds a lane, who waits for it, and why. */
final class LaneLines {
    private final Elapsed elapsed;

    /** Counts from a time. */
    LaneLines(Instant now) {
        this.elapsed = new Elapsed(now);
    }

    /** The lane's name, its holder and how many wait. */
    List<String> summary(JsonNode lane) {
        List<String> lines = new ArrayList<>(head(lane));
        int waiting = lane.path("waiting").size();
        if (waiting > 0) {
            lines.add("  waiting: " + waiting);
        }
        rotations(lines, lane);
        return lines;
    }

    /** The lane with everyone who waits, in order. */
    List<String> whole(JsonNode lane) {
        List<String> lines = new ArrayList<>(head(lane));
        int place = 0;
        for (JsonNode entry : lane.path("waiting")) {
            place++;
            lines.add("  %d. in line: %s, since %s"
                    .formatted(place, deployment(entry), elapsed.since(entry.path("queuedAt"))));
        }
        if (place > 0) {
            lines.add("  they wait because one migration at a time runs on a database, in the order requested");
        }
        rotations(lines, lane);
        return lines;
    }

    private static void rotations(List<String> lines, JsonNode lane) {
        for (JsonNode application : lane.path("rotations")) {
            lines.add("  new passwords with the next deployment of: " + application.asText());
        }
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
            return "%s, for at most %s more".formatted(phase, elapsed.until(holder.path("deadline")));
        }
        return "%s, since %s".formatted(phase, elapsed.since(holder.path("since")));
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
}
