package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.finding.FindingCode;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Turns outcomes into HTTP answers. */
final class Answers {
    /** The text could not be read at all (400), as opposed to read and found wrong (422). */
    private static final Set<FindingCode> UNREADABLE = EnumSet.of(
            FindingCode.SYNTAX,
            FindingCode.DOCUMENT_TOO_LARGE,
            FindingCode.TOO_MANY_DOCUMENTS,
            FindingCode.TOO_DEEP,
            FindingCode.TOO_MANY_ALIASES,
            FindingCode.NOTHING);

    /** Where the status of a deployment is, before its id. */
    private final String statusBase;

    Answers(String statusBase) {
        this.statusBase = statusBase;
    }

    static Problem unknownDeployment() {
        return Problem.of(404, "unknown-deployment", "Not found", "No such deployment was accepted here.");
    }

    void submitted(HttpServerResponse response, Delivery delivery, boolean derivedKey, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            JsonObject json = accepted(delivery, accepted);
            if (derivedKey) {
                json.put(
                        "note",
                        "There was no Idempotency-Key, so the delivery id is the digest of the body: "
                                + "the same body again is the same request.");
            }
            send(response, 202, json);
            return;
        }
        refused(outcome).send(response);
    }

    /** The answer to a hook: 202 where something deploys, as it is for a post. */
    void pushed(HttpServerResponse response, Delivery delivery, Outcome.Accepted accepted) {
        JsonObject json = accepted(delivery, accepted);
        if (accepted.deployments().isEmpty()) {
            send(response, 200, json.put("ignored", "nothing that deploys differs"));
        } else {
            send(response, 202, json);
        }
    }

    /** Says that there was nothing to do. */
    static void done(HttpServerResponse response, String name, String text) {
        send(response, 200, new JsonObject().put(name, text));
    }

    private JsonObject accepted(Delivery delivery, Outcome.Accepted accepted) {
        return new JsonObject()
                .put("deliveryId", delivery.id())
                .put("repeated", accepted.repeated())
                .put("deployments", deployments(accepted.deployments()))
                .put("findings", Problem.list(accepted.warnings()));
    }

    void validated(HttpServerResponse response, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            var applications = new JsonArray();
            accepted.deployments()
                    .forEach(deployment -> applications.add(new JsonObject()
                            .put("applicationId", deployment.application().toString())
                            .put("version", deployment.version())
                            .put("lane", deployment.lane().value())
                            .put("migration", deployment.migration())));
            var json = new JsonObject().put("valid", true).put("applications", applications);
            send(response, 200, json.put("findings", Problem.list(accepted.warnings())));
            return;
        }
        refused(outcome).send(response);
    }

    /** What would be made again; nothing was. */
    void possible(HttpServerResponse response, Deployment deployment) {
        JsonObject json = json(deployment);
        json.remove("status");
        send(response, 200, new JsonObject().put("dryRun", true).put("deployments", new JsonArray().add(json)));
    }

    void deployment(HttpServerResponse response, Deployment deployment) {
        send(
                response,
                200,
                json(deployment).put("acceptedAt", deployment.acceptedAt().toString()));
    }

    private JsonArray deployments(List<Deployment> deployments) {
        var list = new JsonArray();
        deployments.forEach(deployment -> list.add(json(deployment)));
        return list;
    }

    private JsonObject json(Deployment deployment) {
        return new JsonObject()
                .put("deploymentId", deployment.id().value())
                .put("applicationId", deployment.application().toString())
                .put("version", deployment.version())
                .put("lane", deployment.lane().value())
                .put("migration", deployment.migration())
                .put("status", statusBase + deployment.id().value());
    }

    private static Problem refused(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Refused refused -> wrong(refused.findings());
            case Outcome.Forbidden forbidden ->
                Problem.of(
                        403,
                        "out-of-scope",
                        "Not within your scope",
                        forbidden.reason() + "; ask for a wider one. Nothing was published.");
            case Outcome.KeyReused _ ->
                Problem.of(
                        422,
                        "idempotency-key-reused",
                        "The Idempotency-Key was used before",
                        "Another body was posted with this key; give this request a key of its own.");
            case Outcome.TooLarge large ->
                Problem.of(
                        413,
                        "too-large",
                        "A manifest, or a deployment, is too large",
                        large.reason() + "; make its environment or its description shorter. Nothing was published.");
            case Outcome.Unavailable unavailable ->
                Problem.of(
                        503,
                        "unavailable",
                        "The request cannot be kept now",
                        unavailable.reason() + "; repeat the request with the same key");
            case Outcome.Accepted _ -> throw new IllegalArgumentException("an accepted request is no problem");
        };
    }

    private static Problem wrong(List<Finding> findings) {
        long errors = findings.stream().filter(Finding::isError).count();
        boolean unreadable = findings.stream().anyMatch(finding -> UNREADABLE.contains(finding.code()));
        String detail = errors == 1 ? "There is 1 error." : "There are " + errors + " errors.";
        return new Problem(
                unreadable ? 400 : 422,
                unreadable ? "unreadable-manifests" : "invalid-manifests",
                unreadable ? "The manifests cannot be read" : "The manifests are not valid",
                detail + " Nothing was published.",
                findings);
    }

    private static void send(HttpServerResponse response, int status, JsonObject body) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status)
                    .putHeader("Content-Type", "application/json")
                    .end(body.encode());
        }
    }
}
