package dev.migrationgate.ingest.http;

import dev.migrationgate.access.Callers;
import dev.migrationgate.access.Permission;
import dev.migrationgate.ingest.command.CommandPublisher;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.redeploy.Redeployments;
import dev.migrationgate.manifests.plan.PlanSettings;
import dev.migrationgate.trace.http.TracedRequests;
import dev.migrationgate.trace.span.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The HTTP server of ingest. */
public final class IngestServer implements AutoCloseable {
    private static final int IDLE_SECONDS = 60;
    private static final long STOP_SECONDS = 10;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final HttpServer server;

    private IngestServer(Vertx vertx, ExecutorService workers, HttpServer server) {
        this.vertx = vertx;
        this.workers = workers;
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param host address to listen on
     * @param port port to listen on; 0: any free one
     * @param limits what requests may take
     * @param settings how the installation plans, which callers may ask for
     * @param statusBase what status links begin with, up to the deployment's id
     * @param traces where requests are told
     * @throws IllegalStateException the port is taken, or listening takes too long
     */
    public static IngestServer start(
            String host,
            int port,
            RequestLimits limits,
            PlanSettings settings,
            String statusBase,
            Intake intake,
            Memory memory,
            CommandPublisher publisher,
            Redeployments redeployments,
            Callers callers,
            MeterRegistry metrics,
            Traces traces,
            Function<Executor, List<Hook>> hooks) {
        Vertx vertx = Vertx.vertx();
        ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
        var traced = new TracedRequests(traces, new SecureRandom());
        var answers = new Answers(statusBase);
        var counts = new RequestMetrics(metrics);
        var routes = new DeploymentRoutes(intake, memory, answers, workers, counts);
        var again = new RedeploymentRoutes(redeployments, answers, workers, counts);
        var commands = new CommandRoutes(publisher, memory, workers, Clock.systemUTC());
        var catalogue = new CatalogueRoute(memory, settings, workers);
        var access = new AccessHandler(callers, workers, metrics);
        try {
            HttpServer server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
                    .requestHandler(router(
                            vertx,
                            traced,
                            routes,
                            again,
                            commands,
                            catalogue,
                            access,
                            hooks.apply(workers),
                            new InFlight(limits),
                            new BodyReader(limits.body())))
                    .listen(port, host)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
            return new IngestServer(vertx, workers, server);
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

    /** Stops within 20 seconds: no new requests, then the ones in work. */
    @Override
    public void close() {
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

    private static Router router(
            Vertx vertx,
            TracedRequests traced,
            DeploymentRoutes routes,
            RedeploymentRoutes again,
            CommandRoutes commands,
            CatalogueRoute catalogue,
            AccessHandler access,
            List<Hook> hooks,
            InFlight inFlight,
            BodyReader bodies) {
        Router router = Router.router(vertx);
        router.route().handler(traced);
        post(router, "/v1/deployments", Permission.DEPLOY, access, inFlight, bodies)
                .handler(routes::submit);
        post(router, "/v1/redeployments", Permission.DEPLOY, access, inFlight, bodies)
                .handler(again::redeploy);
        post(router, "/v1/validate", Permission.VALIDATE, access, inFlight, bodies)
                .handler(routes::validate);
        post(router, "/v1/deployments/:id/commands", Permission.COMMAND, access, inFlight, bodies)
                .handler(commands::command);
        router.get("/v1/deployments/:id").handler(access.byHeaders(Permission.READ));
        router.get("/v1/deployments/:id").handler(routes::show);
        for (Hook hook : hooks) {
            router.post(hook.path()).handler(hook.head());
            router.post(hook.path()).handler(inFlight::enterStranger);
            bodies.read(router, hook.path(), hook.maxBodyBytes());
            router.post(hook.path()).handler(hook.handler());
            router.route(hook.path()).handler(context -> notAllowed(context, "POST"));
        }
        router.get("/v1/manifests").handler(access.byHeaders(Permission.READ));
        router.get("/v1/manifests").handler(inFlight::enter);
        router.get("/v1/manifests").handler(catalogue::show);
        router.route("/v1/manifests").handler(context -> notAllowed(context, "GET"));
        router.route("/v1/deployments").handler(context -> notAllowed(context, "POST"));
        router.route("/v1/redeployments").handler(context -> notAllowed(context, "POST"));
        router.route("/v1/validate").handler(context -> notAllowed(context, "POST"));
        router.route("/v1/deployments/:id").handler(context -> notAllowed(context, "GET"));
        router.route("/v1/deployments/:id/commands").handler(context -> notAllowed(context, "POST"));
        router.errorHandler(404, context -> answer(context, 404, "not-found", "Not found", "There is no such path."));
        router.errorHandler(400, context -> answer(context, 400, "bad-request", "Bad request", "It is malformed."));
        router.errorHandler(413, context -> {
            String detail = "A body has at most 10 MiB, one that Pub/Sub pushes 16 MiB; split the request.";
            answer(context, 413, "too-large", "The body is too large", detail);
        });
        router.errorHandler(500, context -> {
            String detail = "The request may be repeated with the same key.";
            answer(context, 500, "internal", "Something went wrong here", detail);
        });
        return router;
    }

    /** A request is judged by its head before its body is read; Vert.x wants those as routes of their own. */
    private static Route post(
            Router router, String path, Permission needed, AccessHandler access, InFlight inFlight, BodyReader bodies) {
        router.post(path).handler(access.byHeaders(needed));
        router.post(path).handler(IngestServer::requireMediaType);
        router.post(path).handler(inFlight::enter);
        bodies.read(router, path);
        return router.post(path).handler(access.byBody(needed));
    }

    private static void requireMediaType(RoutingContext context) {
        Optional<String> problem = MediaType.problem(
                context.request().getHeader("Content-Type"), context.request().getHeader("Content-Encoding"));
        if (problem.isPresent()) {
            answer(context, 415, "unsupported-media-type", "The body's type is not supported", problem.get());
        } else {
            context.next();
        }
    }

    private static void notAllowed(RoutingContext context, String allowed) {
        context.response().putHeader("Allow", allowed);
        answer(context, 405, "method-not-allowed", "Method not allowed", "Use " + allowed + ".");
    }

    private static void answer(RoutingContext context, int status, String name, String title, String detail) {
        Problem.of(status, name, title, detail).send(context.response());
    }
}
