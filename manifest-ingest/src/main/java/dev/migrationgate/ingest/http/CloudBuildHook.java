package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.build.BuildInbox;
import dev.migrationgate.ingest.build.BuildMessage;
import dev.migrationgate.ingest.build.PushToken;
import dev.migrationgate.ingest.build.PushToken.Standing;
import dev.migrationgate.ingest.build.push.PushEnvelope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /hooks/cloud-build}: a message that Pub/Sub pushes. It takes 204 for an acknowledgement and pushes everything else again, so 204
 * is the answer to all that we are done with, be it that nobody can read it and it was put aside.
 */
public final class CloudBuildHook {
    private static final Logger LOGGER = LoggerFactory.getLogger(CloudBuildHook.class);
    /**
     * More than Pub/Sub can push: 10 MB of data (https://cloud.google.com/pubsub/quotas#resource_limits), which are 13.4 MB in Base64. A message
     * that is turned away for its length would be pushed until its retention ends.
     */
    private static final long MAX_BODY_BYTES = 16L * 1024 * 1024;

    private static final String BEARER = "Bearer ";

    private final PushEnvelope envelope = new PushEnvelope();
    private final BuildInbox inbox;
    private final PushToken token;
    private final Executor workers;

    /**
     * Puts the hook together.
     *
     * @param token says who pushes
     * @param workers run what may take a while
     */
    public CloudBuildHook(BuildInbox inbox, PushToken token, Executor workers) {
        this.inbox = inbox;
        this.token = token;
        this.workers = workers;
    }

    /** With its path. */
    public Hook hook() {
        return new Hook("/hooks/cloud-build", MAX_BODY_BYTES, CloudBuildHook::judgeHead, this::handle);
    }

    private static String authorization(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader("Authorization")).orElse("");
    }

    private static void judgeHead(RoutingContext context) {
        if (authorization(context).regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            context.next();
        } else {
            answer(context, unauthorized("It needs the header Authorization with the token of a Pub/Sub push."));
        }
    }

    private void handle(RoutingContext context) {
        String sent = authorization(context).substring(BEARER.length()).strip();
        byte[] body = Optional.ofNullable(context.body().buffer())
                .orElseGet(Buffer::buffer)
                .getBytes();
        Future<Optional<Problem>> work = Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(() -> token.check(sent), workers)
                                .thenComposeAsync(standing -> judged(standing, body), workers),
                        context.vertx().getOrCreateContext())
                .onSuccess(problem -> answer(context, problem))
                .onFailure(failure -> {
                    LOGGER.atError().setCause(failure).log("a push failed for a reason of our own");
                    answer(context, again("Something went wrong here."));
                });
        InFlight.hold(context, work);
    }

    /** What to answer; empty: we are done with the message. */
    private CompletableFuture<Optional<Problem>> judged(Standing standing, byte[] body) {
        return switch (standing) {
            case Standing.Trusted _ ->
                take(body)
                        .thenApply(done ->
                                done ? Optional.empty() : again("The message cannot be kept now; push it again."));
            case Standing.Refused refused -> CompletableFuture.completedFuture(unauthorized(refused.reason() + "."));
            case Standing.Forbidden forbidden ->
                CompletableFuture.completedFuture(
                        Optional.of(Problem.of(403, "forbidden", "Not allowed", forbidden.reason() + ".")));
            case Standing.Unavailable unavailable ->
                CompletableFuture.completedFuture(again(unavailable.reason() + "."));
        };
    }

    private CompletableFuture<Boolean> take(byte[] body) {
        Optional<BuildMessage> message = envelope.open(body);
        return message.isPresent()
                ? inbox.take(message.get())
                : inbox.unreadable(PushEnvelope.unopened(body), "the body is no message that Pub/Sub pushes");
    }

    private static Optional<Problem> unauthorized(String detail) {
        return Optional.of(Problem.of(401, "unauthorized", "Who are you?", detail));
    }

    private static Optional<Problem> again(String detail) {
        return Optional.of(Problem.of(503, "unavailable", "The message cannot be kept now", detail));
    }

    private static void answer(RoutingContext context, Optional<Problem> problem) {
        if (problem.isEmpty()) {
            if (!context.response().ended() && !context.response().closed()) {
                context.response().setStatusCode(204).end();
            }
            return;
        }
        if (problem.get().status() == 401) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        problem.get().send(context.response());
    }
}
