package dev.migrationgate.ledger.http;

import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.query.Filter;
import dev.migrationgate.ledger.query.Queries;
import dev.migrationgate.ledger.reading.Change;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.stream.Listener;
import dev.migrationgate.ledger.stream.Listeners;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): each change, as it is recorded. */
final class StreamRoute {
    /** Below the idle time after which servers and proxies cut a connection. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** While it rebuilds, people want to see it move. */
    private static final Duration REBUILDING = Duration.ofSeconds(1);

    private static final long TAKING_SECONDS = 30;
    private static final int MOST = 500;

    private final Listeners listeners;
    private final Queries queries;
    private final Progress progress;
    private final AccessHandler access;
    private final Duration heartbeat;
    private final AtomicInteger open = new AtomicInteger();
    private final Set<Thread> telling = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /**
     * Nobody listens yet.
     *
     * @param access is asked again, at each heartbeat, whether a listener still may
     * @param heartbeat how long a stream says nothing at most
     */
    StreamRoute(Listeners listeners, Queries queries, Progress progress, AccessHandler access, Duration heartbeat) {
        this.listeners = listeners;
        this.queries = queries;
        this.progress = progress;
        this.access = access;
        this.heartbeat = heartbeat;
    }

    /** Ends all streams. */
    void close() {
        closing = true;
        telling.forEach(Thread::interrupt);
    }

    /** Tells until somebody hangs up; of a thread of its own. */
    void tell(RoutingContext context, QueryReader query, Scope scope) {
        query.only("application", "lane");
        Filter filter = query.filter(scope);
        HttpServerResponse response = context.response();
        if (open.incrementAndGet() > MOST) {
            open.decrementAndGet();
            new Problem(503, "too-many", "Too many listen", "At most " + MOST + " may listen at once.").send(response);
            return;
        }
        telling.add(Thread.currentThread());
        String mark = Optional.ofNullable(context.request().getHeader("Last-Event-ID"))
                .orElse("");
        try (Listener listener = listeners.add(mark)) {
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store");
            write(response, ": listening\n\n");
            catchUp(response, listener, filter);
            follow(context, listener, filter, scope);
            response.end();
        } catch (CompletionException e) {
            // Nobody takes it any more.
            response.reset();
        } catch (InterruptedException e) {
            // Time to stop; whoever listens comes again with its mark.
            response.end();
        } finally {
            telling.remove(Thread.currentThread());
            open.decrementAndGet();
        }
    }

    /** What was missed; or, where that is too much or unknown, that everything has to be asked for anew. */
    private void catchUp(HttpServerResponse response, Listener listener, Filter filter) {
        Optional<List<Change>> missed = listener.missed();
        if (missed.isEmpty()) {
            write(response, "id: " + listener.anew() + "\nevent: reset\ndata: {}\n\n");
        }
        for (Change change : missed.orElse(List.of())) {
            tell(response, listener, change, filter);
        }
    }

    private void follow(RoutingContext context, Listener listener, Filter filter, Scope scope)
            throws InterruptedException {
        HttpServerResponse response = context.response();
        boolean complete = false;
        long asked = System.nanoTime();
        while (!closing && !listener.overrun() && !response.closed()) {
            // By the clock and not only when nothing happens, as a stream may never be silent.
            if (System.nanoTime() - asked >= heartbeat.toNanos()) {
                if (!access.stillMay(context, scope)) {
                    return;
                }
                asked = System.nanoTime();
                // Who hears nothing for long takes the connection as cut, however much there is that does not concern
                // them.
                write(response, ":\n\n");
            }
            if (!complete) {
                complete = progress.complete();
                write(
                        response,
                        "id: " + listener.position() + "\nevent: ledger\ndata: "
                                + ViewJson.ledger(progress).encode() + "\n\n");
            }
            Optional<Change> next = listener.next(complete ? heartbeat : shorter(heartbeat));
            if (next.isPresent()) {
                tell(response, listener, next.get(), filter);
            }
        }
    }

    private static Duration shorter(Duration heartbeat) {
        return heartbeat.compareTo(REBUILDING) < 0 ? heartbeat : REBUILDING;
    }

    private void tell(HttpServerResponse response, Listener listener, Change change, Filter filter) {
        String mark = listener.mark(change);
        if (filter.matches(change.deployment())) {
            JsonObject data = new JsonObject()
                    .put("deployment", new ViewJson(queries).deployment(change.deployment()))
                    .put("event", EventJson.head(change.place(), change.event()));
            write(response, "id: " + mark + "\nevent: deployment\ndata: " + data.encode() + "\n\n");
        }
    }

    /** Waits until it is taken, so that a slow listener slows only itself down. */
    private static void write(HttpServerResponse response, String text) {
        response.write(text)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(TAKING_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}
