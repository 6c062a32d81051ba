package dev.migrationgate.ingest.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * A path that others post to when something happened on their side.
 *
 * @param path where it is
 * @param maxBodyBytes the longest body that it takes; a longer one is answered with 413
 * @param head answers, or goes on to the next, before the body is read; on the event loop
 * @param handler answers, given the whole body; on the event loop
 */
public record Hook(String path, long maxBodyBytes, Handler<RoutingContext> head, Handler<RoutingContext> handler) {
    /** One that takes bodies as long as every other path does. */
    public Hook(String path, Handler<RoutingContext> head, Handler<RoutingContext> handler) {
        this(path, BodyReader.MAX_BYTES, head, handler);
    }
}
