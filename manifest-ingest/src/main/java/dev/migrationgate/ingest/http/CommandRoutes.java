package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.command.CommandPublisher;
import dev.migrationgate.ingest.command.OperatorCommand;
import dev.migrationgate.ingest.command.Wish;
import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.trace.http.TracedRequests;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people ask for about a deployment. Accepted once Kafka has it; what becomes of it is for the runner to say. */
final class CommandRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommandRoutes.class);

    private final CommandPublisher publisher;
    private final Memory memory;
    private final Executor workers;
    private final Clock clock;

    CommandRoutes(CommandPublisher publisher, Memory memory, Executor workers, Clock clock) {
        this.publisher = publisher;
        this.memory = memory;
        this.workers = workers;
        this.clock = clock;
    }

    void command(RoutingContext context) {
        Optional<String> memoryProblem = memory.problem();
        Access access = Access.of(context);
        Optional<Deployment> deployment = memory.deployment(String.valueOf(context.pathParam("id")))
                .filter(each -> access.scope().covers(each.application()));
        Optional<String> key = Optional.ofNullable(context.request().getHeader("Idempotency-Key"));
        if (memoryProblem.isPresent()) {
            unavailable(memoryProblem.get()).send(context.response());
        } else if (deployment.isEmpty()) {
            Answers.unknownDeployment().send(context.response());
        } else if (!IdempotencyKey.wellFormed(key)) {
            IdempotencyKey.malformed().send(context.response());
        } else {
            publish(context, key.orElseGet(() -> UUID.randomUUID().toString()), deployment.get());
        }
    }

    private void publish(RoutingContext context, String id, Deployment deployment) {
        Wish wish;
        try {
            wish = WishReader.read(String.valueOf(context.body().asString(StandardCharsets.UTF_8.name())))
                    .by(Access.of(context)::actor);
        } catch (WishException e) {
            Problem.of(422, "invalid-command", "The command is not valid", String.valueOf(e.getMessage()))
                    .send(context.response());
            return;
        }
        String traceparent = TracedRequests.of(context).text();
        context.response().putHeader("traceparent", traceparent);
        var command =
                new OperatorCommand(id, deployment, wish, clock.instant().truncatedTo(ChronoUnit.MILLIS), traceparent);
        // Encoding may ask the registry, so it is no work for the event loop.
        Future.fromCompletionStage(
                        CompletableFuture.completedFuture(command).thenComposeAsync(publisher::publish, workers),
                        context.vertx().getOrCreateContext())
                .onSuccess(_ -> accepted(context, command))
                .onFailure(failure -> failed(context, failure));
    }

    private static void accepted(RoutingContext context, OperatorCommand command) {
        var json = new JsonObject()
                .put("commandId", command.id())
                .put("deploymentId", command.deployment().id().value())
                .put("lane", command.deployment().lane().value());
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(202)
                    .putHeader("Content-Type", "application/json")
                    .end(json.encode());
        }
    }

    private static void failed(RoutingContext context, Throwable failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        if (failure instanceof UnavailableException || cause instanceof UnavailableException) {
            unavailable(String.valueOf(cause.getMessage())).send(context.response());
            return;
        }
        LOGGER.atError().setCause(failure).log("a command failed for a reason of our own");
        Problem.of(500, "internal", "Something went wrong here", "The request may be repeated with the same key.")
                .send(context.response());
    }

    private static Problem unavailable(String reason) {
        return Problem.of(
                503, "unavailable", "The command cannot be kept now", reason + "; repeat it with the same key");
    }
}
