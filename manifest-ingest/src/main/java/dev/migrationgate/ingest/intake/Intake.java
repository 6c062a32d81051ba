package dev.migrationgate.ingest.intake;

import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.ManifestId;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.finding.Finding;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.ManifestReader;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.Catalogue;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides about posted texts. A request is accepted only after all its records are published; the same delivery twice is
 * the same deployments. Reading is work for a processor, and images' registries are waited for, so call it from a thread that may be busy and
 * may wait. Safe for several threads.
 */
public final class Intake {
    /** What findings call the text, as it has no name of its own. */
    private static final String FILE = "body";

    private static final Duration MOST_AHEAD = Duration.ofMinutes(1);

    private final Planner planner;
    private final Memory memory;
    private final Publisher publisher;
    private final ImageDigests digests;
    private final Clock clock;
    private final ManifestReader reader = new ManifestReader();
    private final ConcurrentMap<String, InWork> inWork = new ConcurrentHashMap<>();

    /**
     * Puts an intake together.
     *
     * @param digests tells which images are meant by their tags
     */
    public Intake(Planner planner, Memory memory, Publisher publisher, ImageDigests digests, Clock clock) {
        this.planner = planner;
        this.memory = memory;
        this.publisher = publisher;
        this.digests = digests;
        this.clock = clock;
    }

    /** Checks a text and publishes nothing; what is accepted carries the deployments that it would make. */
    public Outcome validate(Delivery delivery, Scope scope, Posted posted) {
        return switch (check(delivery, scope, drafting(posted))) {
            case Checked.Bad bad -> bad.outcome();
            case Checked.Good good -> new Outcome.Accepted(good.submission().deployments(), false, good.warnings());
        };
    }

    /** Checks a text, and publishes what it asks for. The future never fails. */
    public CompletableFuture<Outcome> submit(Delivery delivery, Scope scope, Posted posted) {
        return accept(delivery, scope, drafting(posted));
    }

    /**
     * Checks a request, and publishes what it asks for. The future never fails.
     *
     * @param scope what the request may touch; all of a request is in it, or none of it is accepted
     * @param drafting what the request comes to, given everything that was accepted before; pure, and not asked for a delivery
     *     that was accepted before
     */
    public CompletableFuture<Outcome> accept(Delivery delivery, Scope scope, Function<Catalogue, Draft> drafting) {
        Optional<Outcome> repeated = repeated(delivery, scope);
        if (repeated.isPresent()) {
            return CompletableFuture.completedFuture(repeated.get());
        }
        return decided(check(delivery, scope, drafting), scope);
    }

    /**
     * Makes a deployment again from its record, and publishes it. The future never fails.
     *
     * @param scope what the request may touch
     */
    public CompletableFuture<Outcome> redeploy(Delivery delivery, Scope scope, Redeployment redeployment) {
        Recorded original = redeployment.original();
        return one(original.application(), scope, () -> {
            Pins pins = Pins.of(original.images(), digests);
            List<Finding> problems = ImagePlaces.problems(original, pins);
            if (!problems.isEmpty()) {
                return new Checked.Bad(new Outcome.Refused(problems));
            }
            Map<String, String> images =
                    original.images().distinct().collect(Collectors.toMap(Function.identity(), pins::pinned));
            Deployment deployment = deployment(delivery, redeployment);
            var again = new Submission.Again(deployment, redeployment, images);
            return new Checked.Good(Submission.again(delivery, deployment.acceptedAt(), again), List.of());
        });
    }

    /**
     * Makes a deployment after the model of another one, and publishes it; no manifest changes. The future never fails.
     *
     * @param scope what the request may touch
     * @param plan what to deploy
     */
    public CompletableFuture<Outcome> redeploy(Delivery delivery, Scope scope, DeploymentPlan plan, Replay replay) {
        return one(plan.application(), scope, () -> {
            return pinned(Draft.posted(List.of(), List.of(plan), List.of()), draft -> {
                Deployment deployment = deployment(delivery, plan, replay);
                var request = new Submission.Request(deployment, draft.plans().getFirst(), Optional.of(replay));
                return Submission.only(delivery, deployment.acceptedAt(), request);
            });
        });
    }

    private CompletableFuture<Outcome> one(ApplicationId application, Scope scope, Supplier<Checked> checking) {
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            return CompletableFuture.completedFuture(new Outcome.Unavailable(problem.get()));
        }
        if (!scope.covers(application)) {
            return CompletableFuture.completedFuture(new Outcome.Forbidden(outside(application.toString(), scope)));
        }
        return decided(reaching(checking), scope);
    }

    /** Why not everything is known yet that was accepted before; empty: it is. */
    public Optional<String> problem() {
        return memory.problem();
    }

    /** The deployment that would be made after the model of another one now. */
    public Deployment deployment(Delivery delivery, DeploymentPlan plan, Replay replay) {
        DeploymentId id = DeploymentId.derive(delivery.id(), plan.application());
        boolean migration = plan.migration().isPresent() && !replay.skip();
        Instant at = now().truncatedTo(ChronoUnit.MILLIS);
        return new Deployment(id, plan.application(), plan.version(), plan.lane(), migration, at);
    }

    /** The deployment that would be made again now. */
    public Deployment deployment(Delivery delivery, Redeployment redeployment) {
        Recorded original = redeployment.original();
        return new Deployment(
                DeploymentId.derive(delivery.id(), original.application()),
                original.application(),
                original.version(),
                original.lane(),
                redeployment.migrates(),
                now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** What became of a delivery that was accepted before; empty: it was not. */
    public Optional<Outcome> repeated(Delivery delivery, Scope scope) {
        return memory.delivery(delivery.id()).map(seen -> repeated(seen, delivery, scope));
    }

    /** Requests with the same key at the same time: the first one is published, and the others hear what became of it. */
    private CompletableFuture<Outcome> once(Checked.Good good, Scope scope) {
        Delivery delivery = good.submission().delivery();
        var mine = new InWork(delivery.body(), new CompletableFuture<>());
        InWork first = inWork.putIfAbsent(delivery.id(), mine);
        if (first != null) {
            return first.body().equals(delivery.body())
                    ? first.outcome()
                    : CompletableFuture.completedFuture(new Outcome.KeyReused());
        }
        // Remembered comes before removed, so that nobody finds neither; looking again closes the gap on the way in.
        Optional<SeenDelivery> seen = memory.delivery(delivery.id());
        CompletableFuture<Outcome> outcome = seen.isPresent()
                ? CompletableFuture.completedFuture(repeated(seen.get(), delivery, scope))
                : publish(good);
        return outcome.whenComplete((value, failure) -> {
            inWork.remove(delivery.id(), mine);
            if (failure == null) {
                mine.outcome().complete(value);
            } else {
                mine.outcome().completeExceptionally(failure);
            }
        });
    }

    /** Whoever repeats somebody else's request hears of it only what lies within their own scope. */
    private static Outcome repeated(SeenDelivery seen, Delivery delivery, Scope scope) {
        Optional<ApplicationId> outside = seen.deployments().stream()
                .map(Deployment::application)
                .filter(application -> !scope.covers(application))
                .findFirst();
        if (outside.isPresent()) {
            return new Outcome.Forbidden(outside(outside.get().toString(), scope));
        }
        return seen.body().equals(delivery.body())
                ? new Outcome.Accepted(seen.deployments(), true, List.of())
                : new Outcome.KeyReused();
    }

    private CompletableFuture<Outcome> publish(Checked.Good good) {
        memory.begun(good.submission());
        CompletableFuture<Void> kept = published(good.submission())
                .thenRun(() -> memory.remember(good.submission()))
                .whenComplete((_, _) -> memory.ended(good.submission()));
        return kept.handle((_, failure) -> {
            if (failure == null) {
                return new Outcome.Accepted(good.submission().deployments(), false, good.warnings());
            }
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            if (cause instanceof UnavailableException unavailable) {
                return new Outcome.Unavailable(String.valueOf(unavailable.getMessage()));
            }
            if (cause instanceof TooLargeException tooLarge) {
                return new Outcome.TooLarge(String.valueOf(tooLarge.getMessage()));
            }
            throw new CompletionException(cause);
        });
    }

    /** A failure of ours is one like any other here: what was begun ends. */
    private CompletableFuture<Void> published(Submission submission) {
        try {
            return publisher.publish(submission);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Function<Catalogue, Draft> drafting(Posted posted) {
        return known -> {
            Reading reading = posted.json() ? reader.readJson(FILE, posted.text()) : reader.read(FILE, posted.text());
            Planning planning = planner.plan(reading.manifests(), known);
            List<Finding> findings = Stream.concat(reading.findings().stream(), planning.findings().stream())
                    .distinct()
                    .sorted(Finding.READING_ORDER)
                    .toList();
            return Draft.posted(reading.manifests(), planning.plans(), findings);
        };
    }

    private Checked check(Delivery delivery, Scope scope, Function<Catalogue, Draft> drafting) {
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            return new Checked.Bad(new Outcome.Unavailable(problem.get()));
        }
        Draft draft = drafting.apply(memory);
        // First: findings name manifests beside the ones that they are about.
        Optional<String> outside = outside(scope, draft);
        if (outside.isPresent()) {
            return new Checked.Bad(new Outcome.Forbidden(outside.get()));
        }
        return draft.hasErrors()
                ? new Checked.Bad(new Outcome.Refused(draft.findings()))
                : reaching(() -> pinned(draft, pinned -> submission(delivery, pinned)));
    }

    /** Last: of what is refused anyway no registry is asked. */
    private Checked pinned(Draft draft, Function<Draft, Submission> submission) {
        Draft pinned = Pins.in(draft, memory, digests);
        return pinned.hasErrors()
                ? new Checked.Bad(new Outcome.Refused(pinned.findings()))
                : new Checked.Good(submission.apply(pinned), pinned.findings());
    }

    /** A registry that is out of reach is no reason of ours to fail. */
    private static Checked reaching(Supplier<Checked> checking) {
        try {
            return checking.get();
        } catch (UnavailableException e) {
            return new Checked.Bad(new Outcome.Unavailable(String.valueOf(e.getMessage())));
        }
    }

    private CompletableFuture<Outcome> decided(Checked checked, Scope scope) {
        return switch (checked) {
            case Checked.Bad bad -> CompletableFuture.completedFuture(bad.outcome());
            case Checked.Good good -> once(good, scope);
        };
    }

    private static Optional<String> outside(Scope scope, Draft draft) {
        Stream<String> manifests = Stream.concat(draft.manifests().stream().map(Manifest::id), draft.removed().stream())
                .filter(id -> !scope.covers(id))
                .map(ManifestId::toString);
        Stream<String> applications = draft.plans().stream()
                .map(DeploymentPlan::application)
                .filter(id -> !scope.covers(id))
                .map(ApplicationId::toString);
        return Stream.concat(manifests, applications).findFirst().map(first -> outside(first, scope));
    }

    private static String outside(String what, Scope scope) {
        return what + " lies outside of the scope '" + scope + "'";
    }

    private Submission submission(Delivery delivery, Draft draft) {
        // Events carry milliseconds: what is remembered now equals what is read back later.
        Instant now = now().truncatedTo(ChronoUnit.MILLIS);
        List<Submission.Request> requests = draft.plans().stream()
                .map(plan -> new Submission.Request(deployment(delivery, plan, now), plan))
                .toList();
        return new Submission(
                delivery, now, draft.manifests(), draft.removed(), draft.images(), draft.head(), requests);
    }

    /**
     * Of what is accepted later the time is not earlier, though another instance's clock may be ahead: the newest of each manifest
     * counts, and the newest request of each application. A clock that is far ahead is wrong, and is not followed.
     */
    private Instant now() {
        Instant now = clock.instant();
        Instant newest = memory.newest();
        return newest.isAfter(now) && newest.isBefore(now.plus(MOST_AHEAD)) ? newest : now;
    }

    private static Deployment deployment(Delivery delivery, DeploymentPlan plan, Instant now) {
        DeploymentId id = DeploymentId.derive(delivery.id(), plan.application());
        boolean migration = plan.migration().isPresent();
        return new Deployment(id, plan.application(), plan.version(), plan.lane(), migration, now);
    }

    private record InWork(Digest body, CompletableFuture<Outcome> outcome) {}

    private sealed interface Checked {
        record Good(Submission submission, List<Finding> warnings) implements Checked {}

        record Bad(Outcome outcome) implements Checked {}
    }
}
