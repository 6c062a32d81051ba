package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One deployment that is to be made again.
 *
 * @param recorded what was recorded
 * @param into another environment than the recorded one; empty: it is made again there
 * @param application what is deployed
 * @param lane the lane that it waits in; empty: not known
 * @param live what the application serves now
 * @param moving how many of its deployments are on their way
 * @param queue the lane as it is, where something is in it
 */
record Step(
        Recorded recorded,
        Optional<String> into,
        String application,
        String lane,
        Optional<JsonNode> live,
        int moving,
        Optional<JsonNode> queue) {

    /** What stands about it in a plan. */
    List<String> lines(boolean skip) {
        List<String> lines = new ArrayList<>();
        lines.add(application + ", deployment " + recorded.id()
                + into.map(_ -> " of " + recorded.application()).orElse(""));
        lines.add("  version    " + now() + " → " + recorded.version());
        lines.add("  migration  " + migration(skip));
        lines.add("  lane       " + (lane.isEmpty() ? "not known" : lane + ": " + queueing()));
        if (recorded.isUndeployed()) {
            lines.add("  beware     deployment " + recorded.id() + " was not deployed, it is " + recorded.status());
        }
        if (moving > 0) {
            lines.add("  beware     " + moving + " of its deployments " + (moving == 1 ? "is" : "are")
                    + " under way; this one comes after");
        }
        return lines;
    }

    /** The same for programs. */
    ObjectNode json(boolean skip) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("deployment", recorded.id()).put("application", application).put("version", recorded.version());
        live.ifPresent(each -> json.putObject("live")
                .put("deployment", Recorded.text(each, "id"))
                .put("version", Recorded.text(each, "version")));
        image().ifPresent(
                        image -> json.putObject("migration").put("image", image).put("does", skip ? "skip" : "run"));
        json.putObject("lane").put("id", lane).put("holder", holder()).put("waiting", waiting());
        if (recorded.isUndeployed()) {
            json.put("status", recorded.status());
        }
        return json.put("moving", moving);
    }

    private String now() {
        return live.map(each ->
                        Recorded.text(each, "version") + " (live, deployment " + Recorded.text(each, "id") + ")")
                .orElse("nothing live");
    }

    /** Elsewhere it is in a repository of that environment. */
    private Optional<String> image() {
        return recorded.migration()
                .map(image -> into.isPresent() ? image.substring(image.lastIndexOf('/') + 1) : image);
    }

    private String migration(boolean skip) {
        return image().map(image -> image + (skip ? " is left out" : into.isPresent() ? " runs there" : " runs again"))
                .orElse("there is none");
    }

    private String queueing() {
        String held = holding()
                .map(each -> "held by " + Recorded.text(each, "name") + " " + Recorded.text(each, "id"))
                .orElse("free");
        return waiting() == 0 ? held : held + ", waiting before it: " + waiting();
    }

    /** Id of the deployment that holds the lane; nothing: nobody does. */
    private @Nullable String holder() {
        return holding().map(each -> Recorded.text(each, "id")).orElse(null);
    }

    private Optional<JsonNode> holding() {
        return queue.map(each -> each.path("holder")).filter(JsonNode::isObject);
    }

    private int waiting() {
        return queue.map(each -> each.path("waiting").size()).orElse(0);
    }
}
