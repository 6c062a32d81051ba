package dev.migrationgate.ingest.http;

import dev.migrationgate.access.Authentication;
import dev.migrationgate.access.Caller;
import dev.migrationgate.access.Callers;
import dev.migrationgate.access.Permission;
import dev.migrationgate.access.signature.Headers;
import dev.migrationgate.access.signature.StandardWebhooks;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each request who sends it: before its body is read, or after, where the body is what is signed. Counts
 * {@code ingest_authentication_total}, by outcome.
 */
final class AccessHandler {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccessHandler.class);
    private static final String PENDING = AccessHandler.class.getName() + ".pending";

    private final Callers callers;
    private final Executor workers;
    private final MeterRegistry metrics;

    AccessHandler(Callers callers, Executor workers, MeterRegistry metrics) {
        this.callers = callers;
        this.workers = workers;
        this.metrics = metrics;
    }

    /** By the headers. A body may be signed only where the request asks for a deployment. */
    Handler<RoutingContext> byHeaders(Permission needed) {
        return context -> {
            boolean mayBeSigned = needed == Permission.DEPLOY;
            Optional<Authentication> atOnce = callers.atOnce(headers(context), mayBeSigned);
            if (atOnce.isPresent()) {
                decide(context, needed, atOnce.get());
                return;
            }
            // The body waits where it is until we know whether anybody wants it.
            context.request().pause();
            later(context, () -> callers.authenticate(headers(context), mayBeSigned), found -> {
                context.request().resume();
                decide(context, needed, found);
            });
        };
    }

    /** Whether who sends a request is known only from its body. */
    static boolean isPending(RoutingContext context) {
        return context.get(PENDING) != null;
    }

    /** By the body, where the headers left that open. */
    Handler<RoutingContext> byBody(Permission needed) {
        return context -> {
            if (!isPending(context)) {
                context.next();
                return;
            }
            byte[] body = Optional.ofNullable(context.body().buffer())
                    .map(Buffer::getBytes)
                    .orElseGet(() -> new byte[0]);
            later(context, () -> callers.authenticate(headers(context), body), found -> decide(context, needed, found));
        };
    }

    private void decide(RoutingContext context, Permission needed, Authentication found) {
        switch (found) {
            case Authentication.Open _ -> proceed(context, Access.OPEN, "open");
            case Authentication.Signed _ -> {
                context.put(PENDING, true);
                context.next();
            }
            case Authentication.Known(Caller caller) -> known(context, needed, caller);
            case Authentication.Refused refused -> {
                context.response().putHeader("WWW-Authenticate", "Bearer");
                stop(context, "refused", 401, "unauthenticated", "We do not know who you are", refused.reason());
            }
            case Authentication.Unavailable unavailable ->
                stop(
                        context,
                        "unavailable",
                        503,
                        "unavailable",
                        "We cannot find out who you are",
                        unavailable.reason());
        }
    }

    private void known(RoutingContext context, Permission needed, Caller caller) {
        if (!caller.role().may(needed)) {
            String detail = caller.actor() + " is " + caller.role() + " here, who may not do this";
            stop(context, "forbidden", 403, "forbidden", "Your role does not allow this", detail);
            return;
        }
        Optional<String> signedId = isPending(context)
                ? Optional.ofNullable(context.request().getHeader(StandardWebhooks.ID))
                : Optional.empty();
        proceed(context, new Access(Optional.of(caller.actor()), caller.scope(), signedId), "known");
    }

    private void proceed(RoutingContext context, Access access, String outcome) {
        count(outcome);
        access.grant(context);
        context.next();
    }

    private void stop(RoutingContext context, String outcome, int status, String name, String title, String reason) {
        count(outcome);
        Problem.of(status, name, title, reason + ".").send(context.response());
    }

    private void count(String outcome) {
        metrics.counter("ingest.authentication", "outcome", outcome).increment();
    }

    /** Away from the event loop, and back on it. */
    private void later(RoutingContext context, Supplier<Authentication> look, Handler<Authentication> then) {
        Future<Authentication> found = Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(look, workers),
                        context.vertx().getOrCreateContext())
                .onSuccess(then)
                .onFailure(failure -> {
                    LOGGER.atError().setCause(failure).log("cannot find out who calls, for a reason of our own");
                    count("failed");
                    Problem.of(500, "internal", "Something went wrong here", "The request may be repeated.")
                            .send(context.response());
                });
        // Asked last, so that what comes after it holds the place before this lets it go.
        InFlight.hold(context, found);
    }

    private static Headers headers(RoutingContext context) {
        return name -> context.request().headers().getAll(name);
    }
}
