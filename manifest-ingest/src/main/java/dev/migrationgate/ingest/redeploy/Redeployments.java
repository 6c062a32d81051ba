package dev.migrationgate.ingest.redeploy;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.intake.Redeployment;
import dev.migrationgate.ingest.intake.Replay;
import dev.migrationgate.ingest.intake.UnavailableException;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Makes deployments again. Nothing that a caller says is believed but where the request lies: what is deployed is what the record
 * there says. Safe for several threads.
 */
public final class Redeployments {
    private final Intake intake;
    private final RecordedRequests recorded;
    private final Counterparts counterparts;

    /** Puts it together. */
    public Redeployments(Intake intake, RecordedRequests recorded, Counterparts counterparts) {
        this.intake = intake;
        this.recorded = recorded;
        this.counterparts = counterparts;
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
            // Elsewhere it is another schema that it may be too old for.
            boolean overItsOwn = !wanted.skip() && wanted.into().isEmpty();
            Optional<String> runBy = overItsOwn ? Optional.of(delivery.id()) : Optional.empty();
            return switch (recorded.at(wanted.place(), wanted.deployment(), runBy)) {
                case Look.Missing(String reason) -> done(new Answer.Missing(reason));
                case Look.Found(Recorded original, var _)
                when !scope.covers(original.application()) -> done(new Answer.Missing(Look.Missing.ANOTHER.reason()));
                case Look.Found(var _, Optional<Look.Obstacle> obstacle)
                when obstacle.isPresent() -> done(new Answer.Obstructed(obstacle.get()));
                case Look.Found(Recorded original, var _)
                when wanted.into().equals(Optional.of(original.application().environment())) ->
                    redeploy(delivery, scope, wanted.whereItWas());
                case Look.Found(Recorded original, var _)
                when wanted.into().isPresent() -> elsewhere(delivery, scope, wanted, original);
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

    private CompletableFuture<Answer> elsewhere(Delivery delivery, Scope scope, Wanted wanted, Recorded original) {
        String environment = wanted.into().orElseThrow();
        ApplicationId there = Counterparts.in(environment, original.application());
        // Before anything is looked up: whoever may not deploy there learns nothing of what is there.
        if (!scope.covers(there)) {
            return done(
                    new Answer.Decided(new Outcome.Forbidden(there + " lies outside of the scope '" + scope + "'")));
        }
        Optional<String> problem = intake.problem();
        if (problem.isPresent()) {
            return done(new Answer.Decided(new Outcome.Unavailable(problem.get())));
        }
        return switch (counterparts.of(original, environment)) {
            case Counterpart.Wrong(var findings) -> done(new Answer.Decided(new Outcome.Refused(findings)));
            case Counterpart.Found(DeploymentPlan plan) -> planned(delivery, scope, wanted, original, plan);
            case Counterpart other -> done(new Answer.Elsewhere(other));
        };
    }

    private CompletableFuture<Answer> planned(
            Delivery delivery, Scope scope, Wanted wanted, Recorded original, DeploymentPlan plan) {
        Optional<Look.Obstacle> obstacle = wanted.skip()
                ? Optional.empty()
                : new SchemaOrder(
                                original,
                                wanted.place().offset(),
                                plan.migration()
                                        .map(migration -> migration.container().image()))
                        .obstacle(
                                recorded.migrations(plan.lane(), plan.application()),
                                delivery.id(),
                                () -> recorded.migrations(original.lane(), original.application()));
        if (obstacle.isPresent()) {
            return done(new Answer.Obstructed(obstacle.get()));
        }
        // Its manifests are those that are accepted there, of whichever commit; the record's is none of theirs.
        var origin = new Origin(
                delivery.origin().source(),
                Optional.of(wanted.actor()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var now = new Delivery(delivery.id(), delivery.body(), delivery.traceparent(), origin);
        var replay = new Replay(original.deploymentId(), wanted.reason(), wanted.skip());
        return wanted.dryRun()
                ? done(new Answer.Possible(intake.deployment(now, plan, replay)))
                : intake.redeploy(now, scope, plan, replay).thenApply(Answer.Decided::new);
    }

    private static CompletableFuture<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
