package dev.migrationgate.cli.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.instance.Elapsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Says in lines what is rolled out of an application, how far it is, and who waits for it. */
final class RolloutLines {
    private final Elapsed elapsed;

    /** Counts from a time. */
    RolloutLines(Instant now) {
        this.elapsed = new Elapsed(now);
    }

    /** The application, its rollout and how many wait. */
    List<String> summary(JsonNode rollout) {
        List<String> lines = new ArrayList<>(head(rollout));
        int waiting = rollout.path("waiting").size();
        if (waiting > 0) {
            lines.add("  waiting: " + waiting);
        }
        return lines;
    }

    /** The application with everyone who waits, in the order of their turns. */
    List<String> whole(JsonNode rollout) {
        List<String> lines = new ArrayList<>(head(rollout));
        int place = 0;
        for (JsonNode waiting : rollout.path("waiting")) {
            place++;
            lines.add("  %d. in line: %s, whose gate opened %s"
                    .formatted(place, deployment(waiting), elapsed.since(waiting.path("gateOpenedAt"))));
        }
        if (place > 0) {
            lines.add(
                    "  they wait because one rollout at a time runs of an application, the youngest first; what comes to serve"
                            + " makes the older ones needless");
        }
        return lines;
    }

    private List<String> head(JsonNode rollout) {
        JsonNode current = rollout.path("current");
        List<String> lines = new ArrayList<>();
        lines.add(rollout.path("applicationId").asText());
        lines.add("  rolled out: " + deployment(current));
        lines.add("  " + phase(current));
        add(lines, "fails, once the traffic is back", current.path("reason"));
        if (current.path("troubles").asInt() > 0) {
            lines.add("  troubles in this phase: " + current.path("troubles").asInt());
        }
        add(lines, "last trouble", current.path("lastTrouble"));
        add(lines, "serving", rollout.path("deployed"));
        return lines;
    }

    private String phase(JsonNode current) {
        String line = "%s, begun %s".formatted(current.path("phase").asText(), elapsed.since(current.path("since")));
        return current.has("deadline")
                ? line + ", for at most %s more".formatted(elapsed.until(current.path("deadline")))
                : line;
    }

    private static void add(List<String> lines, String what, JsonNode value) {
        if (!value.isMissingNode()) {
            lines.add("  " + what + ": " + value.asText());
        }
    }

    private static String deployment(JsonNode deployment) {
        return "%s (%s)"
                .formatted(
                        deployment.path("deploymentId").asText(),
                        deployment.path("version").asText());
    }
}
