package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A deployment that is to be made again.
 *
 * @param deployment what the ledger knows of it, with or without its events
 * @param deployedAt when it was deployed
 * @param application what the ledger knows of its application now
 */
record Served(JsonNode deployment, Instant deployedAt, JsonNode application) {

    /** A deployment that somebody named, whatever became of it. */
    static Served named(Known known, String deployment) throws InterruptedException {
        JsonNode found = known.deployment(deployment);
        return new Served(found, Instant.MIN, known.application(Recorded.text(found, "application")));
    }

    /**
     * What was recorded of it.
     *
     * @throws dev.migrationgate.cli.CommandException the ledger does not know where its request lies
     */
    Recorded recorded(Known known) throws InterruptedException {
        return Recorded.from(deployment.has("events") ? deployment : known.deployment(Recorded.text(deployment, "id")));
    }

    /** What an application served at a time; empty: nothing. */
    static Optional<Served> at(Known known, JsonNode application, Instant at) throws InterruptedException {
        String id = Recorded.text(application, "id");
        return known.newestDeployed(id, at.toString(), each -> isServed(each, id, at))
                .map(found -> new Served(found, ended(found), application));
    }

    /** Requests of an application are deployed in their order, so the newest that had been deployed by then is what was live. */
    private static boolean isServed(JsonNode deployment, String application, Instant at) {
        return deployment.path("application").asText().equals(application)
                && deployment.path("status").asText().equals("deployed")
                && !ended(deployment).isAfter(at);
    }

    private static Instant ended(JsonNode deployment) {
        String time =
                deployment.path("endedAt").asText(deployment.path("updatedAt").asText());
        return Instant.parse(time);
    }
}
