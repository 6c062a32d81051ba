package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.Posted;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.trace.http.TracedRequests;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the routes do. All work is done on other threads than the event loop's. */
final class DeploymentRoutes {
    private static final Logger LOGGER = LoggerFactory.getLogger(DeploymentRoutes.class);

    private final Intake intake;
    private final Memory memory;
    private final Answers answers;
    private final Executor workers;
    private final RequestMetrics metrics;

    DeploymentRoutes(Intake intake, Memory memory, Answers answers, Executor workers, RequestMetrics metrics) {
        this.intake = intake;
        this.memory = memory;
        this.answers = answers;
        this.workers = workers;
        this.metrics = metrics;
    }

    void submit(RoutingContext context) {
        Access access = Access.of(context);
        IdempotencyKey name = IdempotencyKey.of(context);
        if (name.problem().isPresent()) {
            name.problem().get().send(context.response());
            return;
        }
        Optional<String> key = name.text();
        handle(
                context,
                key,
                request -> intake.submit(request.delivery(), access.scope(), request.posted()),
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
                        CompletableFuture.completedFuture(intake.validate(request.delivery(), scope, request.posted())),
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
        String traceparent = TracedRequests.of(context).text();
        context.response().putHeader("traceparent", traceparent);
        // All of the work begins in the worker: a step that were added to it here would be done here, if the worker was
        // faster.
        Supplier<CompletionStage<Done>> begin = () -> {
            Request request = Request.of(key, body.getBytes(), json, traceparent, origin);
            return work.apply(request).thenApply(outcome -> new Done(request.delivery(), outcome));
        };
        // Back on the event loop: a response belongs to it.
        Future<Done> done = Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(begin, workers).thenCompose(Function.identity()),
                        context.vertx().getOrCreateContext())
                .onSuccess(each -> reply.send(each.delivery(), each.outcome()))
                .onFailure(failure -> failed(context, failure));
        InFlight.hold(context, done);
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

    private record Request(Delivery delivery, Posted posted) {
        private static final char REPLACEMENT = '\uFFFD';

        static Request of(Optional<String> key, byte[] body, boolean json, String traceparent, Origin origin) {
            return new Request(Delivery.of(key, body, traceparent, origin), new Posted(text(body), json));
        }

        /** What is malformed is replaced, which is fast; only where the replacement is there, it may also have been sent. */
        private static String text(byte[] body) {
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) >= 0) {
                try {
                    var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
                } catch (CharacterCodingException e) {
                    throw new NotUtf8(e);
                }
            }
            return text;
        }
    }

    private static final class NotUtf8 extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUtf8(CharacterCodingException cause) {
            super(cause);
        }
    }
}
