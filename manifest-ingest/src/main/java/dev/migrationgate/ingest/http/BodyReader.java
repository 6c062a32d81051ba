package dev.migrationgate.ingest.http;

import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;

/**
 * Reads bodies within bounds of size and time. The time is bounded as well because an idle time-out begins anew with each byte: with one
 * now and then, a sender would keep a place for ever.
 */
final class BodyReader {
    /** 10 MiB. */
    static final long MAX_BYTES = 10L * 1024 * 1024;

    private static final String TIMER = BodyReader.class.getName();

    private final Duration limit;

    BodyReader(Duration limit) {
        this.limit = limit;
    }

    /** Has the body read before the handlers that are added after this. */
    void read(Router router, String path) {
        read(router, path, MAX_BYTES);
    }

    /** The same for bodies of another length. */
    void read(Router router, String path, long maxBytes) {
        router.post(path).handler(this::begin);
        router.post(path).handler(BodyHandler.create(false).setBodyLimit(maxBytes));
        router.post(path).handler(context -> {
            end(context);
            context.next();
        });
    }

    private void begin(RoutingContext context) {
        context.put(TIMER, context.vertx().setTimer(limit.toMillis(), _ -> late(context)));
        context.addEndHandler(_ -> end(context));
        context.next();
    }

    private static void end(RoutingContext context) {
        context.vertx().cancelTimer(context.<Long>get(TIMER));
    }

    private void late(RoutingContext context) {
        String detail = "It has to be here within " + limit.toSeconds() + " seconds.";
        Problem.of(408, "body-too-slow", "The body takes too long", detail).send(context.response());
        // What still comes of it is not wanted. Over HTTP/2 others may share the connection.
        if (context.request().version() == HttpVersion.HTTP_2) {
            context.response().reset();
        } else {
            context.request().connection().close();
        }
    }
}
