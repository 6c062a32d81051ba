package dev.migrationgate.ledger.http;

import dev.migrationgate.access.Authentication;
import dev.migrationgate.access.Caller;
import dev.migrationgate.access.Callers;
import dev.migrationgate.access.Permission;
import dev.migrationgate.manifests.Scope;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asks each request who sends it. Counts {@code ledger_authentication_total}, by outcome. */
final class AccessHandler {
    private static final String SCOPE = AccessHandler.class.getName() + ".scope";

    private final Callers callers;
    private final Executor workers;
    private final MeterRegistry metrics;

    AccessHandler(Callers callers, Executor workers, MeterRegistry metrics) {
        this.callers = callers;
        this.workers = workers;
        this.metrics = metrics;
    }

    /** Where the sender of a request may look; a route that did not ask has a defect. */
    static Scope scope(RoutingContext context) {
        return Optional.<Scope>ofNullable(context.get(SCOPE))
                .orElseThrow(() -> new IllegalStateException("a route does not ask who calls"));
    }

    void ask(RoutingContext context) {
        Optional<Authentication> atOnce =
                callers.atOnce(name -> context.request().headers().getAll(name), false);
        if (atOnce.isPresent()) {
            decide(context, atOnce.get());
            return;
        }
        Future.fromCompletionStage(
                        CompletableFuture.supplyAsync(
                                () -> callers.authenticate(
                                        name -> context.request().headers().getAll(name), false),
                                workers),
                        context.vertx().getOrCreateContext())
                .onSuccess(found -> decide(context, found))
                .onFailure(context::fail);
    }

    /**
     * Whether the sender of a request that is still being answered may still have it, as it may look where it might before. Looks things
     * up, so it is no work for the event loop. Whom nobody can ask about now is not sent away: nothing says that it lost anything.
     */
    boolean stillMay(RoutingContext context, Scope scope) {
        return switch (callers.authenticate(name -> context.request().headers().getAll(name), false)) {
            case Authentication.Open _, Authentication.Unavailable _ -> true;
            case Authentication.Known(Caller caller) ->
                caller.role().may(Permission.READ) && caller.scope().equals(scope);
            case Authentication.Signed _, Authentication.Refused _ -> false;
        };
    }

    private void decide(RoutingContext context, Authentication found) {
        switch (found) {
            case Authentication.Open _ -> proceed(context, Scope.EVERYTHING, "open");
            case Authentication.Known(Caller caller) -> {
                if (caller.role().may(Permission.READ)) {
                    proceed(context, caller.scope(), "known");
                } else {
                    String detail = caller.actor() + " is " + caller.role() + " here, who may not look";
                    stop(context, "forbidden", new Problem(403, "forbidden", "Your role does not allow this", detail));
                }
            }
            case Authentication.Signed _ -> unknown(context, "a signed body is nothing to look with");
            case Authentication.Refused refused -> unknown(context, refused.reason());
            case Authentication.Unavailable unavailable ->
                stop(
                        context,
                        "unavailable",
                        new Problem(503, "unavailable", "We cannot find out who you are", unavailable.reason() + "."));
        }
    }

    private void unknown(RoutingContext context, String reason) {
        context.response().putHeader("WWW-Authenticate", "Bearer");
        stop(context, "refused", new Problem(401, "unauthenticated", "We do not know who you are", reason + "."));
    }

    private void proceed(RoutingContext context, Scope scope, String outcome) {
        count(outcome);
        context.put(SCOPE, scope);
        context.next();
    }

    private void stop(RoutingContext context, String outcome, Problem problem) {
        count(outcome);
        problem.send(context.response());
    }

    private void count(String outcome) {
        metrics.counter("ledger.authentication", "outcome", outcome).increment();
    }
}
