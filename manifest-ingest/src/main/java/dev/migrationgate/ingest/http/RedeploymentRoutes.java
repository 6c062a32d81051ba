package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.redeploy.Answer;
import dev.migrationgate.ingest.redeploy.Counterpart;
import dev.migrationgate.ingest.redeploy.Look;
import dev.migrationgate.ingest.redeploy.Redeployments;
import dev.migrationgate.ingest.redeploy.Wanted;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.trace.http.TracedRequests;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deployments that are made again from their records. */
final class RedeploymentRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(RedeploymentRoutes.class);

    private final Redeployments redeployments;
    private final Answers answers;
    private final Executor workers;
    private final RequestMetrics metrics;

    RedeploymentRoutes(Redeployments redeployments, Answers answers, Executor workers, RequestMetrics metrics) {
        this.redeployments = redeployments;
        this.answers = answers;
        this.workers = workers;
        this.metrics = metrics;
    }

    void redeploy(RoutingContext context) {
        Access access = Access.of(context);
        IdempotencyKey key = IdempotencyKey.of(context);
        if (key.problem().isPresent()) {
            key.problem().get().send(context.response());
            return;
        }
        byte[] body = Optional.ofNullable(context.body().buffer())
                .orElseGet(Buffer::buffer)
                .getBytes();
        Wanted wanted;
        try {
            wanted = WantedReader.read(new String(body, StandardCharsets.UTF_8)).by(access::actor);
        } catch (WishException e) {
            Problem.of(422, "invalid-redeployment", "The request is not valid", String.valueOf(e.getMessage()))
                    .send(context.response());
            return;
        }
        String traceparent = TracedRequests.of(context).text();
        context.response().putHeader("traceparent", traceparent);
        Delivery delivery = Delivery.of(key.text(), body, traceparent, access.origin());
        // It reads from Kafka, so it is no work for the event loop.
        Supplier<CompletionStage<Answer>> begin = () -> redeployments.redeploy(delivery, access.scope(), wanted);
        Future<Answer> work = Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(begin, workers).thenCompose(Function.identity()),
                        context.vertx().getOrCreateContext())
                .onSuccess(
                        answer -> answered(context, wanted, delivery, key.text().isEmpty(), answer))
                .onFailure(failure -> failed(context, failure));
        InFlight.hold(context, work);
    }

    private void answered(RoutingContext context, Wanted wanted, Delivery delivery, boolean derivedKey, Answer answer) {
        switch (answer) {
            case Answer.Decided(var outcome) -> {
                metrics.submitted(outcome);
                answers.submitted(context.response(), delivery, derivedKey, outcome);
            }
            case Answer.Possible(var deployment) -> answers.possible(context.response(), deployment);
            case Answer.Missing(String reason) -> missing(wanted, reason).send(context.response());
            case Answer.Elsewhere(Counterpart counterpart) ->
                problem(wanted, counterpart).send(context.response());
            case Answer.Obstructed(Look.Obstacle obstacle) -> problem(obstacle).send(context.response());
        }
    }

    private static Problem missing(Wanted wanted, String reason) {
        return Problem.of(
                404,
                "unknown-deployment",
                "Not found",
                "No request of deployment %s lies in partition %d at offset %d: %s."
                        .formatted(
                                wanted.deployment(),
                                wanted.place().partition(),
                                wanted.place().offset(),
                                reason));
    }

    private static Problem problem(Wanted wanted, Counterpart counterpart) {
        return switch (counterpart) {
            case Counterpart.Absent(ApplicationId application) ->
                Problem.of(
                        409,
                        "no-counterpart",
                        "The application is not in that environment",
                        "No manifests of %s are accepted, so deployment %s has no counterpart there: deploy it there once, or leave it out."
                                .formatted(application, wanted.deployment()));
            case Counterpart.Differing(ApplicationId application, String reason) ->
                Problem.of(
                        409,
                        "other-counterpart",
                        "The application is another one in that environment",
                        "Deployment %s cannot be made again as %s: %s. Deploy that version there with manifests of its own."
                                .formatted(wanted.deployment(), application, reason));
            case Counterpart.Found _, Counterpart.Wrong _ ->
                throw new IllegalArgumentException("what can be planned, or has findings, is answered otherwise");
        };
    }

    private static Problem problem(Look.Obstacle obstacle) {
        String cure =
                " To deploy the older version all the same, say so: \"migrations\": \"skip\", or gate redeploy --migrations skip.";
        return switch (obstacle) {
            case Look.Obstacle.Later later ->
                Problem.of(
                        409,
                        "later-migration",
                        "A later migration was requested since",
                        "Deployment %s of the same application, version %s, asked for another migration of the same lane since: an older version may meet a newer schema.%s"
                                .formatted(later.deploymentId(), later.version(), cure));
            case Look.Obstacle.Newer newer ->
                Problem.of(
                        409,
                        "newer-schema",
                        "A newer migration was requested in that environment",
                        "Deployment %s, version %s, asked for the last migration of the application there: an older version may meet a newer schema.%s"
                                .formatted(newer.deploymentId(), newer.version(), cure));
            case Look.Obstacle.Unclear unclear ->
                Problem.of(
                        409,
                        "later-migration-unclear",
                        "Nobody can tell whether a later migration was requested since",
                        "It cannot be told: " + unclear.reason() + "." + cure);
            case Look.Obstacle.Unproved unproved ->
                Problem.of(
                        409,
                        "unproved-request",
                        "That request cannot be shown to be ingest's",
                        "Somebody else may have written it, or changed it: " + unproved.reason()
                                + ". Deploy its manifests anew.");
        };
    }

    private static void failed(RoutingContext context, Throwable failure) {
        LOGGER.atError().setCause(failure).log("a redeployment failed for a reason of our own");
        Problem.of(500, "internal", "Something went wrong here", "The request may be repeated with the same key.")
                .send(context.response());
    }
}
