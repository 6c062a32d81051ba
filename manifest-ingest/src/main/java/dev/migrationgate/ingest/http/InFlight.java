package dev.migrationgate.ingest.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds how many bodies are held at once, because each may be 10 MiB. Those whose sender is known only from the body have places of
 * their own, so that strangers keep nobody out but those.
 */
final class InFlight {
    private static final String KEY = InFlight.class.getName();

    private final Semaphore known;
    private final Semaphore strangers;

    InFlight(RequestLimits limits) {
        this.known = new Semaphore(limits.inFlight());
        this.strangers = new Semaphore(limits.strangers());
    }

    /** Lets a request in. */
    void enter(RoutingContext context) {
        enter(context, AccessHandler.isPending(context) ? strangers : known);
    }

    /** Lets a request in of which nobody knows yet who sends it. */
    void enterStranger(RoutingContext context) {
        enter(context, strangers);
    }

    private static void enter(RoutingContext context, Semaphore places) {
        if (!places.tryAcquire()) {
            Problem.of(503, "busy", "Too many requests at once", "Repeat the request a little later.")
                    .send(context.response());
            return;
        }
        var place = new Place(places);
        context.put(KEY, place);
        context.addEndHandler(_ -> place.leave());
        context.next();
    }

    /** Keeps a request's place until some work is done: the body is there that long, even if the sender is gone. */
    static void hold(RoutingContext context, Future<?> work) {
        Optional.<Place>ofNullable(context.get(KEY))
                .filter(Place::join)
                .ifPresent(place -> work.onComplete(_ -> place.leave()));
    }

    /** A place, and how many still need it. */
    private static final class Place {
        private final Semaphore places;
        private final AtomicInteger needed = new AtomicInteger(1);

        Place(Semaphore places) {
            this.places = places;
        }

        /** False where it was left before: somebody else may have it. */
        boolean join() {
            return needed.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
        }

        void leave() {
            if (needed.decrementAndGet() == 0) {
                places.release();
            }
        }
    }
}
