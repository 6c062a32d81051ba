package dev.migrationgate.trace.http;

import dev.migrationgate.trace.TraceParent;
import dev.migrationgate.trace.span.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Gives every request its place in a trace: the caller's trace goes on where its header is well-formed, and else one begins. Where spans
 * are told, a request is one, by the names of OpenTelemetry's conventions (https://opentelemetry.io/docs/specs/semconv/http/http-spans/).
 * Comes before all other handlers.
 */
public final class TracedRequests implements Handler<RoutingContext> {
    private static final String KEY = TracedRequests.class.getName();
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final int SERVER_ERROR = 500;

    private final Traces traces;
    private final RandomGenerator random;

    /**
     * A handler for one server.
     *
     * @param random draws the ids of traces that begin here
     */
    public TracedRequests(Traces traces, RandomGenerator random) {
        this.traces = traces;
        this.random = random;
    }

    /** The context that what comes of a request carries on. */
    public static TraceParent of(RoutingContext context) {
        TraceParent parent = context.get(KEY);
        if (parent == null) {
            throw new IllegalStateException("a route has no trace: TracedRequests comes before all other handlers");
        }
        return parent;
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<TraceParent> caller = TraceParent.parse(context.request().getHeader(TraceParent.HEADER));
        TraceParent parent = traces.tracer()
                .map(tracer -> begin(tracer, caller, context))
                .orElseGet(() -> caller.orElseGet(() -> TraceParent.begun(random)));
        context.put(KEY, parent);
        context.next();
    }

    private static TraceParent begin(Tracer tracer, Optional<TraceParent> caller, RoutingContext context) {
        HttpServerRequest request = context.request();
        String named = request.method().name();
        // Whoever calls may invent any.
        String method = METHODS.contains(named) ? named : "_OTHER";
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller.map(Traces::under).orElseGet(Context::root))
                .setAttribute("http.request.method", method)
                .setAttribute("url.scheme", String.valueOf(request.scheme()))
                // Without the query, which may hold anything.
                .setAttribute("url.path", String.valueOf(request.path()))
                .startSpan();
        context.addEndHandler(_ -> end(span, method, context));
        return Traces.context(span);
    }

    private static void end(Span span, String method, RoutingContext context) {
        int status = context.response().getStatusCode();
        route(context).ifPresent(path -> span.updateName(method + " " + path).setAttribute("http.route", path));
        span.setAttribute("http.response.status_code", status);
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", Integer.toString(status));
        }
        span.end();
    }

    private static Optional<String> route(RoutingContext context) {
        return Optional.ofNullable(context.currentRoute()).map(Route::getPath);
    }
}
