package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrationgate.cli.CommandException;
import dev.migrationgate.cli.output.Printable;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A deployment that was recorded, and where.
 *
 * @param id its id
 * @param application what it deployed
 * @param status what became of it, such as {@code deployed}; empty where the ledger does not say
 * @param version version as the manifest wrote it
 * @param lane the lane that it waited in
 * @param migration image of its migration; absent: there is none
 * @param partition where its request lies
 * @param offset where its request lies in that partition
 */
record Recorded(
        String id,
        String application,
        String status,
        String version,
        String lane,
        Optional<String> migration,
        int partition,
        long offset) {
    private static final String TOPIC = "deployment-requested";

    /** The part of an application's id that names its environment. */
    private static final int ENVIRONMENT = 2;

    /**
     * Reads it from the ledger's answer about one deployment.
     *
     * @throws CommandException the ledger does not know where its request lies
     */
    static Recorded from(JsonNode deployment) {
        String id = text(deployment, "id");
        JsonNode request = Stream.iterate(0, i -> i < deployment.path("events").size(), i -> i + 1)
                .map(deployment.path("events")::path)
                .filter(event -> event.path("topic").asText().equals(TOPIC))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        CommandException.UNUSABLE,
                        "the ledger has no request of deployment " + id + " any more, so it cannot be made again"));
        return new Recorded(
                id,
                text(deployment, "application"),
                text(deployment, "status"),
                text(deployment, "version"),
                text(deployment, "lane"),
                migration(request.path("data")),
                request.path("partition").asInt(),
                request.path("offset").asLong());
    }

    /** The environment that a deployment of the ledger is in. */
    static String environment(JsonNode deployment) {
        String[] parts = text(deployment, "application").split("/", -1);
        return parts.length > ENVIRONMENT ? parts[ENVIRONMENT] : "";
    }

    /** What its application is called in another environment: all is the same but the environment. */
    String applicationIn(String other) {
        String[] parts = application.split("/", -1);
        if (parts.length > ENVIRONMENT) {
            parts[ENVIRONMENT] = other;
        }
        return String.join("/", parts);
    }

    /** Whether it is known that it never served. */
    boolean isUndeployed() {
        return !status.isEmpty() && !status.equals("deployed");
    }

    /** A field of what a server says, fit for a terminal; empty where it is not there. */
    static String text(JsonNode json, String field) {
        return Printable.of(json.path(field).asText());
    }

    /** One that was left out before is there all the same. */
    private static Optional<String> migration(JsonNode data) {
        return Stream.of("migration", "skippedMigration")
                .map(data::path)
                .filter(JsonNode::isObject)
                .map(migration -> text(migration.path("container"), "image"))
                .findFirst();
    }
}
