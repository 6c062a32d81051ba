package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deployment that is to be made again.
 *
 * @param recorded what was recorded
 * @param live what the application serves now
 * @param moving how many of its deployments are on their way
 * @param lane the lane, where something is in it
 */
record Step(Recorded recorded, Optional<JsonNode> live, int moving, Optional<JsonNode> lane) {

    /** What stands about it in a plan. */
    List<String> lines(boolean skip) {
        List<String> lines = new ArrayList<>();
        lines.add(recorded.application() + ", deployment " + recorded.id());
        lines.add("  version    " + now() + " → " + recorded.version());
        lines.add("  migration  " + migration(skip));
        lines.add("  lane       " + recorded.lane() + ": " + queue());
        if (moving > 0) {
            lines.add("  beware     " + moving + " of its deployments " + (moving == 1 ? "is" : "are")
                    + " under way; this one comes after");
        }
        return lines;
    }

    private String now() {
        return live.map(each ->
                        Recorded.text(each, "version") + " (live, deployment " + Recorded.text(each, "id") + ")")
                .orElse("nothing live");
    }

    private String migration(boolean skip) {
        return recorded.migration()
                .map(image -> image + (skip ? " is left out" : " runs again"))
                .orElse("there is none");
    }

    private String queue() {
        String holder = lane.map(each -> each.path("holder"))
                .filter(JsonNode::isObject)
                .map(each -> "held by " + Recorded.text(each, "name") + " " + Recorded.text(each, "id"))
                .orElse("free");
        int waiting = lane.map(each -> each.path("waiting").size()).orElse(0);
        return waiting == 0 ? holder : holder + ", waiting before it: " + waiting;
    }
}
