package dev.migrationgate.ledger.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Answers of the ledger, in the form of its contract. */
final class Canned {

    /** What the browser's clock shows. */
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Canned() {}

    /** The id of a deployment of an application's version, long and the same each time. */
    static String id(String application, String version) {
        int digest = (application + version).hashCode();
        return "%08x%s".formatted(digest, "5e1f0c7a9b3d2468ace0".repeat(3).substring(0, 56));
    }

    /** A deployment with what is always there, requested so long ago. */
    static ObjectNode deployment(String application, String version, String status, Duration ago) {
        List<String> path = List.of(application.split("/", -1));
        var made = JSON.objectNode();
        made.put("id", id(application, version)).put("application", application).put("name", path.getLast());
        made.put("environment", path.get(2))
                .put("lane", "Database/acme/retail/" + path.get(2) + "/shop/" + path.getLast() + "-db");
        made.put("version", version).put("image", "registry.example/" + path.getLast() + "@sha256:" + "4f".repeat(32));
        made.put("status", status).put("requestedAt", at(ago)).put("updatedAt", at(ago.dividedBy(2)));
        made.put("migration", "wanted")
                .put("attempt", 1)
                .put("actor", "token:ci (ann)")
                .put("source", "github");
        made.put("repository", "acme/manifests").put("ref", "refs/heads/main").put("commit", "0c1d2e3f".repeat(5));
        return made.put("live", false);
    }

    /** A deployment that ended well so long ago, a minute after it was requested, and is live. */
    static ObjectNode live(String application, String version, Duration ago) {
        var made =
                deployment(application, version, "deployed", ago.plusMinutes(1)).put("live", true);
        return made.put("migration", "applied").put("endedAt", at(ago)).put("updatedAt", at(ago));
    }

    /** A deployment that failed so long ago, a minute after it was requested. */
    static ObjectNode failed(String application, String version, Duration ago) {
        var made = deployment(application, version, "failed", ago.plusMinutes(1))
                .put("endedAt", at(ago))
                .put("updatedAt", at(ago));
        return made.put("reason", "EXIT_CODE").put("message", "The migration ended with exit code 1.");
    }

    /** An application; the first deployment is what is live where it says so, the last one is the newest. */
    static ObjectNode application(ObjectNode... deployments) {
        ObjectNode last = deployments[deployments.length - 1];
        var made = JSON.objectNode();
        made.put("id", last.get("application").asText());
        List.of("name", "environment", "lane").forEach(name -> made.set(name, last.get(name)));
        Arrays.stream(deployments).filter(one -> one.get("live").asBoolean()).forEach(one -> made.set("live", one));
        var moving = made.putArray("moving");
        Arrays.stream(deployments).filter(one -> !one.has("endedAt")).forEach(moving::add);
        made.set("last", last);
        return made;
    }

    /** A lane with its holder, and those who wait in line. */
    static ObjectNode lane(ObjectNode holder, String why, ObjectNode... waiting) {
        var made = JSON.objectNode();
        made.set("id", holder.get("lane"));
        made.set("holder", holder);
        made.put("since", at(Duration.ofMinutes(4)))
                .put("why", why)
                .put("quarantined", holder.get("status").asText().equals("held"));
        made.putArray("waiting").addAll(List.of(waiting));
        return made;
    }

    /** A page of a list. */
    static ObjectNode page(String name, List<? extends JsonNode> entries) {
        var made = JSON.objectNode();
        made.putArray(name).addAll(entries);
        made.set("ledger", complete());
        return made;
    }

    static ObjectNode complete() {
        return JSON.objectNode().put("complete", true).put("records", 4711).put("updatedAt", at(Duration.ZERO));
    }

    static ObjectNode rebuilding(long read, long of) {
        return JSON.objectNode()
                .put("complete", false)
                .put("read", read)
                .put("of", of)
                .put("records", read);
    }

    /** A deployment alone: with its reason in steps and its events. */
    static ObjectNode detail(ObjectNode deployment, String why, List<ObjectNode> events) {
        var made = deployment.deepCopy();
        var reason = made.putObject("why");
        reason.set("deployment", made.get("id"));
        reason.set("status", made.get("status"));
        reason.put("text", why).putArray("chain").add(why);
        ArrayNode list = made.putArray("events");
        list.addAll(events);
        made.set("ledger", complete());
        return made;
    }

    /** An event so long ago. */
    static ObjectNode event(String topic, int offset, Duration ago, Consumer<ObjectNode> data) {
        var made = JSON.objectNode();
        made.put("topic", topic)
                .put("partition", 2)
                .put("offset", offset)
                .put("type", "dev.migrationgate." + topic + ".v1");
        made.put("id", "event-" + offset).put("source", "/migration-runner").put("time", at(ago));
        data.accept(made.putObject("data"));
        return made;
    }

    /** So long ago, as the ledger writes it. */
    static String at(Duration ago) {
        return NOW.minus(ago).toString();
    }
}
