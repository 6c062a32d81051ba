package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.ManifestReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes do. All work is done on other threads than the event loop's. */
final class DeploymentRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeploymentRoutes.class);

    /** What findings call the body; the intake's say the same. */
    private static final String FILE = "body";

    private final ManifestReader reader = new ManifestReader();
    private final Intake intake;
    private final Memory memory;
    private final Answers answers;
    private final Executor workers;
    private final RandomGenerator random;
    private final RequestMetrics metrics;

    DeploymentRoutes(
            Intake intake,
            Memory memory,
            Answers answers,
            Executor workers,
            RandomGenerator random,
            RequestMetrics metrics) {
        this.intake = intake;
        this.memory = memory;
        this.answers = answers;
        this.workers = workers;
        this.random = random;
        this.metrics = metrics;
    }

    void submit(RoutingContext context) {
        Access access = Access.of(context);
        Optional<String> named = Optional.ofNullable(context.request().getHeader("Idempotency-Key"));
        // Nobody signed the Idempotency-Key: with another one, who heard a request could make a second one of it.
        Optional<String> key = access.signedId().or(() -> named);
        if (!IdempotencyKey.wellFormed(key)) {
            IdempotencyKey.malformed().send(context.response());
            return;
        }
        if (named.isPresent() && !named.equals(key)) {
            IdempotencyKey.notTheSignedId().send(context.response());
            return;
        }
        handle(
                context,
                key,
                (request) -> intake.submit(request.delivery(), access.scope(), request.text()),
                (delivery, outcome) -> {
                    metrics.submitted(outcome);
                    answers.submitted(context.response(), delivery, key.isEmpty(), outcome);
                });
    }

    void validate(RoutingContext context) {
        Scope scope = Access.of(context).scope();
        handle(
                context,
                Optional.empty(),
                request ->
                        CompletableFuture.completedFuture(intake.validate(request.delivery(), scope, request.text())),
                (_, outcome) -> answers.validated(context.response(), outcome));
    }

    void show(RoutingContext context) {
        Scope scope = Access.of(context).scope();
        memory.deployment(String.valueOf(context.pathParam("id")))
                .filter(deployment -> scope.covers(deployment.application()))
                .ifPresentOrElse(
                        deployment -> answers.deployment(context.response(), deployment),
                        () -> Answers.unknownDeployment().send(context.response()));
    }

    private void handle(
            RoutingContext context,
            Optional<String> key,
            Function<Request, CompletionStage<Outcome>> work,
            Reply reply) {
        Origin origin = Access.of(context).origin();
        boolean json = MediaType.isJson(context.request().getHeader("Content-Type"));
        Buffer body = Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
        String traceparent = TraceParent.of(context.request().getHeader("traceparent"), random);
        context.response().putHeader("traceparent", traceparent);
        // Back on the event loop: a response belongs to it.
        Future<Done> done = Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(
                                        () -> Request.of(key, body.getBytes(), traceparent, origin), workers)
                                .thenCompose(request -> decide(request, json, work)
                                        .thenApply(outcome -> new Done(request.delivery(), outcome))),
                        context.vertx().getOrCreateContext())
                .onSuccess(each -> reply.send(each.delivery(), each.outcome()))
                .onFailure(failure -> failed(context, failure));
        InFlight.hold(context, done);
    }

    /** The intake reads YAML and JSON alike; what is announced as JSON has to be JSON. */
    private CompletionStage<Outcome> decide(
            Request request, boolean json, Function<Request, CompletionStage<Outcome>> work) {
        Optional<Finding> problem = json ? reader.jsonProblem(FILE, request.text()) : Optional.empty();
        return problem.isPresent()
                ? CompletableFuture.completedFuture(new Outcome.Refused(List.of(problem.get())))
                : work.apply(request);
    }

    private static void failed(RoutingContext context, Throwable failure) {
        Throwable cause = Optional.ofNullable(failure.getCause()).orElse(failure);
        if (cause instanceof NotUtf8) {
            Problem.of(400, "not-utf-8", "The body cannot be read", "It has to be UTF-8.")
                    .send(context.response());
            return;
        }
        LOGGER.atError().setCause(failure).log("a request failed for a reason of our own");
        Problem.of(500, "internal", "Something went wrong here", "The request may be repeated with the same key.")
                .send(context.response());
    }

    @FunctionalInterface
    private interface Reply {
        void send(Delivery delivery, Outcome outcome);
    }

    private record Done(Delivery delivery, Outcome outcome) {}

    private record Request(Delivery delivery, String text) {
        static Request of(Optional<String> key, byte[] body, String traceparent, Origin origin) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
                return new Request(Delivery.of(key, body, traceparent, origin), text);
            } catch (CharacterCodingException e) {
                throw new NotUtf8(e);
            }
        }
    }

    private static final class NotUtf8 extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUtf8(CharacterCodingException cause) {
            super(cause);
        }
    }
}
