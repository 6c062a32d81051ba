package dev.migrationgate.ledger.http;

import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.query.Application;
import dev.migrationgate.ledger.query.Filter;
import dev.migrationgate.ledger.query.Queries;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Lane;
import dev.migrationgate.ledger.view.Why;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Deployments, applications and lanes as JSON. What is absent is left out. Of one request. */
final class ViewJson {
    private final Queries queries;
    private final Map<String, Optional<String>> live = new HashMap<>();

    ViewJson(Queries queries) {
        this.queries = queries;
    }

    JsonObject deployment(Deployment deployment) {
        Fact.Requested request = deployment.request();
        var json = new JsonObject()
                .put("id", deployment.id())
                .put("application", request.application())
                .put("name", deployment.name())
                .put("environment", deployment.environment())
                .put("lane", request.lane())
                .put("version", request.version())
                .put("image", request.image())
                .put("status", deployment.status().toString());
        put(json, "reason", deployment.state().reason());
        put(json, "message", deployment.state().message());
        put(json, "supersededBy", deployment.state().supersededBy());
        put(json, "requestedAt", Optional.of(request.at()));
        put(json, "updatedAt", Optional.of(deployment.updatedAt()));
        put(json, "endedAt", deployment.endedAt());
        json.put("migration", deployment.migration()).put("attempt", deployment.attempt());
        requester(json, request.requester());
        put(json, "replayOf", request.replayOf());
        put(json, "execution", deployment.execution());
        put(json, "logUri", deployment.logUri());
        if (!deployment.excerpt().isEmpty()) {
            json.put("logExcerpt", new JsonArray(deployment.excerpt()));
        }
        json.put("service", request.service());
        put(json, "revision", deployment.serving().map(Fact.Deployed::revision));
        put(json, "uri", deployment.serving().map(Fact.Deployed::uri));
        return json.put("live", isLive(deployment));
    }

    private boolean isLive(Deployment deployment) {
        return deployment.serving().isPresent()
                && live.computeIfAbsent(
                                deployment.request().application(),
                                id -> queries.live(id).map(Deployment::id))
                        .equals(Optional.of(deployment.id()));
    }

    private static void requester(JsonObject json, Fact.Requester requester) {
        json.put("source", requester.source());
        put(json, "actor", requester.actor());
        put(json, "repository", requester.repository());
        put(json, "ref", requester.ref());
        put(json, "commit", requester.commit());
    }

    JsonArray deployments(List<Deployment> deployments) {
        var list = new JsonArray();
        deployments.forEach(each -> list.add(deployment(each)));
        return list;
    }

    JsonObject application(Application application) {
        Deployment last = application.last();
        var json = new JsonObject()
                .put("id", application.id())
                .put("name", last.name())
                .put("environment", last.environment())
                .put("lane", last.request().lane());
        application.live().ifPresent(each -> json.put("live", deployment(each)));
        return json.put("moving", deployments(application.moving())).put("last", deployment(last));
    }

    /** A lane as a caller sees it whose scope may cover some of its deployments only. */
    JsonObject lane(Lane lane, Scope scope, Instant now) {
        Predicate<Deployment> visible =
                each -> Filter.visible(scope, each.request().application());
        var json = new JsonObject().put("id", lane.id()).put("quarantined", lane.quarantined());
        lane.holder().ifPresent(holder -> {
            if (visible.test(holder)) {
                json.put("holder", deployment(holder));
            }
            json.put("since", EventJson.time(holder.state().since()))
                    .put(
                            "why",
                            visible.test(holder)
                                    ? Why.of(holder, lane, Optional::empty, visible, now)
                                            .text()
                                    : "held by a deployment outside of your scope");
        });
        return json.put("waiting", waiting(lane, visible));
    }

    /** Those who are hidden are counted: a place in line is the one in the whole line. */
    private JsonArray waiting(Lane lane, Predicate<Deployment> visible) {
        var list = new JsonArray();
        int place = 0;
        for (Deployment each : lane.waiting()) {
            place++;
            if (visible.test(each)) {
                list.add(deployment(each).put("place", place));
            }
        }
        return list;
    }

    static JsonObject why(Why why) {
        return new JsonObject()
                .put("deployment", why.deployment())
                .put("status", why.status().toString())
                .put("text", why.text())
                .put("chain", new JsonArray(why.chain()));
    }

    static JsonObject ledger(Progress progress) {
        var json = new JsonObject().put("complete", progress.complete());
        return progress.complete()
                ? json
                : json.put("read", progress.records()).put("of", progress.records() + progress.left());
    }

    private static void put(JsonObject json, String name, Optional<?> value) {
        value.ifPresent(each -> json.put(name, each instanceof Instant time ? EventJson.time(time) : each));
    }
}
