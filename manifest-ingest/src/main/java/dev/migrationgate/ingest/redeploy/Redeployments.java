package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.intake.Redeployment;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.Scope;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Makes deployments again. Nothing that a caller says is believed but where the request lies: what is deployed is what the record
 * there says. Safe for several threads.
 */
public final class Redeployments {
    private final Intake intake;
    private final RecordedRequests recorded;

    /** Puts it together. */
    public Redeployments(Intake intake, RecordedRequests recorded) {
        this.intake = intake;
        this.recorded = recorded;
    }

    /**
     * Looks for the request and makes it again. Call it from a thread that may wait.
     *
     * @param delivery which request this is; the record says what it comes from
     * @param scope where the caller may act; what lies outside is not there
     * @return what became of it; the future fails only for reasons of our own
     */
    public CompletableFuture<Answer> redeploy(Delivery delivery, Scope scope, Wanted wanted) {
        // Before anything is looked for: its own first try must not stand in its way.
        Optional<Outcome> before = wanted.dryRun() ? Optional.empty() : intake.repeated(delivery, scope);
        if (before.isPresent()) {
            return done(new Answer.Decided(before.get()));
        }
        try {
            Optional<String> runBy = wanted.skip() ? Optional.empty() : Optional.of(delivery.id());
            return switch (recorded.at(wanted.place(), wanted.deployment(), runBy)) {
                case Look.Missing(String reason) -> done(new Answer.Missing(reason));
                case Look.Found(Recorded original, var _)
                when !scope.covers(original.application()) -> done(new Answer.Missing(Look.Missing.ANOTHER.reason()));
                case Look.Found(var _, Optional<Look.Obstacle> obstacle)
                when obstacle.isPresent() -> done(new Answer.Obstructed(obstacle.get()));
                case Look.Found(Recorded original, var _) -> accepted(delivery, scope, wanted, original);
            };
        } catch (UnavailableException e) {
            return done(new Answer.Decided(new Outcome.Unavailable(String.valueOf(e.getMessage()))));
        }
    }

    private CompletableFuture<Answer> accepted(Delivery delivery, Scope scope, Wanted wanted, Recorded original) {
        var origin = new Origin(
                delivery.origin().source(),
                Optional.of(wanted.actor()),
                original.repository(),
                original.ref(),
                original.commit());
        var now = new Delivery(delivery.id(), delivery.body(), delivery.traceparent(), origin);
        var redeployment = Redeployment.of(original, wanted.skip(), wanted.reason());
        return wanted.dryRun()
                ? done(new Answer.Possible(intake.deployment(now, redeployment)))
                : intake.redeploy(now, scope, redeployment).thenApply(Answer.Decided::new);
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
