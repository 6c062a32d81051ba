package dev.migrationgate.ledger.http;

import dev.migrationgate.access.Callers;
import dev.migrationgate.events.serde.EventCodec;
import dev.migrationgate.ledger.audit.Exports;
import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.query.Queries;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.stream.Listeners;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.trace.http.TracedRequests;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server of the ledger. It shows, and changes nothing. */
public final class LedgerServer implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LedgerServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final StreamRoute stream;
    private final HttpServer server;

    private LedgerServer(Vertx vertx, ExecutorService workers, StreamRoute stream, HttpServer server) {
        this.vertx = vertx;
        this.workers = workers;
        this.stream = stream;
        this.server = server;
    }

    /**
     * What the server shows.
     *
     * @param store what is recorded
     * @param codec reads recorded events
     * @param progress how far the ledger is
     * @param listeners who hears what changes
     * @param exports writes exports; absent: there is no key to sign them with
     */
    public record Shown(
            LedgerStore store, EventCodec codec, Progress progress, Listeners listeners, Optional<Exports> exports) {}

    /**
     * Starts to listen.
     *
     * @param host address to listen on
     * @param port port to listen on; 0: any free one
     * @param traces where requests are told
     * @throws IllegalStateException the port is taken, or listening takes too long
     */
    public static LedgerServer start(
            String host, int port, Shown shown, Callers callers, MeterRegistry metrics, Traces traces) {
        return start(host, port, shown, callers, metrics, traces, StreamRoute.HEARTBEAT);
    }

    static LedgerServer start(
            String host,
            int port,
            Shown shown,
            Callers callers,
            MeterRegistry metrics,
            Traces traces,
            Duration heartbeat) {
        Vertx vertx = Vertx.vertx();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var routes = new Routes(shown.store(), new EventJson(shown.codec()), shown.progress(), Clock.systemUTC());
        var access = new AccessHandler(callers, workers, metrics);
        var stream =
                new StreamRoute(shown.listeners(), new Queries(shown.store()), shown.progress(), access, heartbeat);
        var audit = new AuditRoute(shown.exports());
        var traced = new TracedRequests(traces, new SecureRandom());
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(new Paths(workers, routes, stream, audit, access, traced).router(vertx))
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
            return new LedgerServer(vertx, workers, stream, server);
        } catch (RuntimeException e) {
            workers.close();
            vertx.close();
            String reason = e.getCause() == null ? e.toString() : e.getCause().getMessage();
            throw new IllegalStateException("cannot listen on " + host + ":" + port + " for HTTP: " + reason, e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.actualPort();
    }

    /** Stops within 20 seconds. */
    @Override
    public void close() {
        stream.close();
        await(server.shutdown(STOP_SECONDS, TimeUnit.SECONDS));
        workers.close();
        await(vertx.close());
    }

    private static void await(Future<Void> future) {
        future.toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, STOP_SECONDS + 1, TimeUnit.SECONDS)
                .join();
    }

    /** Which path leads where. */
    private record Paths(
            ExecutorService workers,
            Routes routes,
            StreamRoute stream,
            AuditRoute audit,
            AccessHandler access,
            TracedRequests traced) {
        Router router(Vertx vertx) {
            Router router = Router.router(vertx);
            StaticFiles.on(router);
            router.route("/v1/*").handler(traced);
            router.get("/v1/deployments/:id").handler(Paths::toThePage);
            router.get("/v1/*").handler(access::ask);
            get(router, "/v1/deployments", (context, scope) -> routes.deployments(query(context), scope));
            get(router, "/v1/deployments/:id", (context, scope) -> routes.deployment(id(context), scope));
            get(router, "/v1/deployments/:id/why", (context, scope) -> routes.why(id(context), scope));
            get(router, "/v1/applications", (context, scope) -> routes.applications(query(context), scope));
            get(
                    router,
                    "/v1/applications/*",
                    (context, scope) -> routes.application(rest(context, "/v1/applications/"), scope));
            get(router, "/v1/lanes", (context, scope) -> routes.lanes(query(context), scope));
            get(router, "/v1/lanes/*", (context, scope) -> routes.lane(rest(context, "/v1/lanes/"), scope));
            get(router, "/v1/ledger", (_, _) -> routes.ledger());
            router.get("/v1/stream")
                    .handler(context ->
                            work(context, () -> stream.tell(context, query(context), AccessHandler.scope(context))));
            router.get("/v1/audit")
                    .handler(context ->
                            work(context, () -> audit.write(context, query(context), AccessHandler.scope(context))));
            router.route("/v1/*").handler(context -> {
                context.response().putHeader("Allow", "GET");
                boolean known = context.request().method().equals(HttpMethod.GET);
                (known
                                ? Problem.notFound("There is no such path.")
                                : new Problem(405, "method-not-allowed", "Method not allowed", "Use GET."))
                        .send(context.response());
            });
            router.errorHandler(
                    404, context -> Problem.notFound("There is no such path.").send(context.response()));
            router.errorHandler(
                    400,
                    context -> new Problem(400, "bad-request", "Bad request", "It is malformed.")
                            .send(context.response()));
            router.errorHandler(500, context -> {
                LOGGER.atError().setCause(context.failure()).log("a request failed for a reason of our own");
                new Problem(500, "internal", "Something went wrong here", "The request may be repeated.")
                        .send(context.response());
            });
            return router;
        }

        private void get(Router router, String path, Question question) {
            router.get(path)
                    .handler(context -> work(context, () -> {
                        JsonObject answer = question.answer(context, AccessHandler.scope(context));
                        context.response()
                                .putHeader("Content-Type", "application/json")
                                .putHeader("Cache-Control", "no-store")
                                .end(answer.encode());
                    }));
        }

        /** Away from the event loop, as the store is on a disk. */
        private void work(RoutingContext context, Runnable work) {
            workers.execute(() -> {
                try {
                    work.run();
                } catch (ProblemException e) {
                    e.problem().send(context.response());
                } catch (RuntimeException e) {
                    context.fail(500, e);
                }
            });
        }

        /** A commit status links to the deployment; people want to see the page and not its data. */
        private static void toThePage(RoutingContext context) {
            String accepted =
                    Optional.ofNullable(context.request().getHeader("Accept")).orElse("");
            if (accepted.contains("text/html")) {
                context.response()
                        .setStatusCode(303)
                        .putHeader("Location", "/#/deployments/" + encoded(id(context)))
                        .end();
            } else {
                context.next();
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        private static QueryReader query(RoutingContext context) {
            try {
                return new QueryReader(context.queryParams());
            } catch (HttpException e) {
                throw new ProblemException(Problem.badQuery("The query is not encoded as addresses are."));
            }
        }

        private static String id(RoutingContext context) {
            return String.valueOf(context.pathParam("id"));
        }

        /** The rest of the path, which has slashes, encoded or not. */
        private static String rest(RoutingContext context, String before) {
            try {
                String rest = context.request().path().substring(before.length());
                return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new ProblemException(Problem.badQuery("The path is not encoded as addresses are."));
            }
        }
    }

    @FunctionalInterface
    private interface Question {
        JsonObject answer(RoutingContext context, Scope scope);
    }
}
