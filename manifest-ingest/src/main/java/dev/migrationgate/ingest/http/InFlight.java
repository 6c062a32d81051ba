package dev.migrationgate.ingest.http;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;

/** Bounds how many bodies are held at once, because each may be 10 MiB. */
final class InFlight {
    private final Semaphore places;

    InFlight(int places) {
        this.places = new Semaphore(places);
    }

    void enter(RoutingContext context) {
        if (!places.tryAcquire()) {
            Problem.of(503, "busy", "Too many requests at once", "Repeat the request a little later.")
                    .send(context.response());
            return;
        }
        context.addEndHandler(_ -> places.release());
        context.next();
    }
}
