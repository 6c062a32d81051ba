package dev.migrationgate.ingest.http;

import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.manifests.Scope;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * What the sender of a request may touch, once that was found out.
 *
 * @param actor who it is; absent where nobody has to prove anything
 * @param scope where they may act
 * @param signedId the id that is signed together with the body; absent where no body is signed
 */
record Access(Optional<String> actor, Scope scope, Optional<String> signedId) {
    private static final String KEY = Access.class.getName();

    /** Of anybody, where nobody has to prove anything. */
    static final Access OPEN = new Access(Optional.empty(), Scope.EVERYTHING, Optional.empty());

    /** What was found out about a request; a route that did not ask has a defect. */
    static Access of(RoutingContext context) {
        return Optional.<Access>ofNullable(context.get(KEY))
                .orElseThrow(() -> new IllegalStateException("a route does not ask who calls"));
    }

    void grant(RoutingContext context) {
        context.put(KEY, this);
    }

    /** Where its requests come from. */
    Origin origin() {
        return actor.map(Origin::api).orElse(Origin.API);
    }

    /** How an event names whoever asks: what was proved, and in brackets what they say themselves. */
    String actor(String claimed) {
        return actor.map(proven -> proven + " (" + claimed + ")").orElse(claimed);
    }
}
