package dev.migrationgate.ledger.http;

import dev.migrationgate.ledger.fact.Coordinates;
import dev.migrationgate.ledger.fact.Recorded;
import dev.migrationgate.ledger.json.EventJson;
import dev.migrationgate.ledger.query.Application;
import dev.migrationgate.ledger.query.Filter;
import dev.migrationgate.ledger.query.Page;
import dev.migrationgate.ledger.query.Queries;
import dev.migrationgate.ledger.reading.Progress;
import dev.migrationgate.ledger.store.LedgerStore;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Lane;
import dev.migrationgate.ledger.view.Why;
import dev.migrationgate.manifests.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;

/** The questions that the ledger answers, each with its JSON. */
final class Routes {
    private static final int HISTORY = 50;

    private final LedgerStore store;
    private final Queries queries;
    private final EventJson events;
    private final Progress progress;
    private final InstantSource clock;
    private final Cursors cursors = new Cursors();

    Routes(LedgerStore store, EventJson events, Progress progress, InstantSource clock) {
        this.store = store;
        this.queries = new Queries(store);
        this.events = events;
        this.progress = progress;
        this.clock = clock;
    }

    JsonObject deployments(QueryReader query, Scope scope) {
        query.only(
                "application", "lane", "environment", "status", "actor", "commit", "since", "until", "limit", "cursor");
        Page<Deployment> page = deploymentsAfter(query, scope);
        return page("deployments", new ViewJson(queries).deployments(page.entries()), page);
    }

    private Page<Deployment> deploymentsAfter(QueryReader query, Scope scope) {
        try {
            return queries.deployments(query.filter(scope), query.cursor(cursors), query.limit());
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.badQuery("'cursor' has to be 'next' of a page of the same query."));
        }
    }

    JsonObject deployment(String id, Scope scope) {
        Deployment found = find(id, scope);
        JsonObject json = new ViewJson(queries).deployment(found);
        var list = new JsonArray();
        for (Recorded fact : store.history(found.id()).inTime()) {
            Coordinates place = fact.place();
            store.event(place).ifPresent(event -> list.add(events.whole(place, event)));
        }
        return withLedger(json.put("events", list).put("why", ViewJson.why(whyOf(found, scope))));
    }

    JsonObject why(String id, Scope scope) {
        return withLedger(ViewJson.why(whyOf(find(id, scope), scope)));
    }

    JsonObject applications(QueryReader query, Scope scope) {
        query.only("within", "limit", "cursor");
        Page<Application> page =
                queries.applications(query.text("within").orElse(""), scope, query.cursor(cursors), query.limit());
        var view = new ViewJson(queries);
        var list = new JsonArray();
        page.entries().forEach(each -> list.add(view.application(each)));
        return page("applications", list, page);
    }

    JsonObject application(String id, Scope scope) {
        if (!Filter.visible(scope, id)) {
            throw new ProblemException(Problem.notFound("No deployment of such an application is recorded."));
        }
        Application application = queries.application(id)
                .filter(each -> each.id().equals(each.last().request().application()))
                .orElseThrow(() ->
                        new ProblemException(Problem.notFound("No deployment of such an application is recorded.")));
        var view = new ViewJson(queries);
        Page<Deployment> history = queries.deployments(Filter.in(scope).ofApplication(id), "", HISTORY);
        return withLedger(view.application(application).put("history", view.deployments(history.entries())));
    }

    JsonObject lanes(QueryReader query, Scope scope) {
        query.only("limit", "cursor");
        Page<Lane> page = queries.lanes(scope, query.cursor(cursors), query.limit());
        var view = new ViewJson(queries);
        var list = new JsonArray();
        page.entries().forEach(each -> list.add(view.lane(each, scope, clock.instant())));
        return page("lanes", list, page);
    }

    JsonObject lane(String id, Scope scope) {
        Lane lane = queries.lane(id);
        Page<Deployment> recent = queries.deployments(Filter.in(scope).ofLane(id), "", HISTORY);
        boolean known = !recent.entries().isEmpty()
                || lane.everybody()
                        .anyMatch(each -> Filter.visible(scope, each.request().application()));
        if (!known) {
            throw new ProblemException(Problem.notFound("No deployment of such a lane is recorded."));
        }
        var view = new ViewJson(queries);
        var ended =
                recent.entries().stream().filter(each -> each.status().ended()).toList();
        return withLedger(view.lane(lane, scope, clock.instant()).put("recent", view.deployments(ended)));
    }

    JsonObject ledger() {
        return ViewJson.ledger(progress);
    }

    private Why whyOf(Deployment deployment, Scope scope) {
        return Why.of(
                deployment,
                queries.lane(deployment.request().lane()),
                () -> queries.application(deployment.request().application()).flatMap(Application::live),
                each -> Filter.visible(scope, each.request().application()),
                clock.instant());
    }

    private Deployment find(String id, Scope scope) {
        Queries.Found found = queries.find(id, scope);
        if (found.ambiguous()) {
            throw new ProblemException(new Problem(
                    409,
                    "ambiguous",
                    "The id is ambiguous",
                    "More than one deployment's id begins so; give more of it."));
        }
        return found.deployment()
                .orElseThrow(
                        () -> new ProblemException(Problem.notFound("No deployment with such an id is recorded.")));
    }

    private JsonObject page(String name, JsonArray list, Page<?> page) {
        var json = new JsonObject().put(name, list);
        page.next().ifPresent(next -> json.put("next", cursors.write(next)));
        return withLedger(json);
    }

    private JsonObject withLedger(JsonObject json) {
        return json.put("ledger", ledger());
    }
}
