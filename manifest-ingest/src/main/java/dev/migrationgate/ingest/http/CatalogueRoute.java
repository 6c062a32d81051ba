package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.model.Kind;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.plan.PlanSettings;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Gives everything that a plan is made of: the installation's settings and all accepted manifests that the caller's scope shows. However many there
 * are, no more of the answer is in memory than a part that the caller has not yet taken.
 */
final class CatalogueRoute {
    private static final int PART_CHARACTERS = 64 * 1024;

    /** How long a caller may take to receive a part. */
    private static final long LIMIT_SECONDS = 30;

    private final Memory memory;
    private final PlanSettings settings;
    private final Executor workers;

    CatalogueRoute(Memory memory, PlanSettings settings, Executor workers) {
        this.memory = memory;
        this.settings = settings;
        this.workers = workers;
    }

    void show(RoutingContext context) {
        HttpServerResponse response = context.response();
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            Problem.of(503, "unavailable", "The catalogue is not complete", problem.get())
                    .send(response);
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "application/json");
        Scope scope = Access.of(context).scope();
        var work = CompletableFuture.runAsync(
                () -> {
                    try {
                        write(response, scope);
                    } catch (CompletionException e) {
                        // The caller takes nothing more; an answer that just ended would look like a whole one.
                        response.reset();
                    }
                },
                workers);
        InFlight.hold(context, Future.fromCompletionStage(work));
    }

    private void write(HttpServerResponse response, Scope scope) {
        var part = new StringBuilder("{\"settings\":").append(json(settings).encode());
        part.append(",\"manifests\":[");
        String separator = "";
        for (Kind kind : Kind.values()) {
            for (Manifest manifest : memory.all(kind)) {
                if (!scope.shows(manifest.id())) {
                    continue;
                }
                part.append(separator).append(manifest.canonical());
                separator = ",";
                if (part.length() > PART_CHARACTERS) {
                    send(response, part.toString());
                    part.setLength(0);
                }
            }
        }
        send(response, part.append("]}").toString());
        response.end();
    }

    /** Waits until it is taken, so that a slow caller slows this down instead of filling the memory. */
    private static void send(HttpServerResponse response, String part) {
        response.write(part)
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static JsonObject json(PlanSettings settings) {
        return new JsonObject()
                .put("region", settings.region())
                .put("cloudProject", settings.cloudProject())
                .put("image", settings.image())
                .put("secretVersion", settings.secretVersion())
                .put("migrationSeconds", settings.migrationSeconds())
                .put(
                        "extensions",
                        new JsonArray(
                                new TreeSet<>(settings.extensions()).stream().toList()));
    }
}
