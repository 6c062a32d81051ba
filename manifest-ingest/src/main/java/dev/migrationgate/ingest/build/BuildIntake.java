package dev.migrationgate.ingest.build;

import dev.migrationgate.ingest.intake.Delivery;
import dev.migrationgate.ingest.intake.Intake;
import dev.migrationgate.ingest.intake.Memory;
import dev.migrationgate.ingest.intake.Origin;
import dev.migrationgate.ingest.intake.Outcome;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.Scope;
import dev.migrationgate.manifests.model.Manifest;
import dev.migrationgate.manifests.model.Reading;
import dev.migrationgate.manifests.plan.DeploymentPlan;
import dev.migrationgate.manifests.plan.Planner;
import dev.migrationgate.manifests.plan.Planning;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * Decides about messages of builds: each image that an application's manifests come to becomes a deployment of its tag, by its digest, to
 * the environments that take builds. Deciding is work for a processor, so call it from a thread that may be busy. Safe for several threads.
 */
public final class BuildIntake {
    /** As Pub/Sub names them; anything else proves nothing. */
    private static final Pattern SUBSCRIPTION =
            Pattern.compile("projects/[!-~&&[^/]]{1,64}/subscriptions/[!-~&&[^/]]{1,255}");

    private final BuildNoticeReader reader = new BuildNoticeReader();
    private final Versioned versioned = new Versioned();
    private final Turns turns = new Turns();
    private final Intake intake;
    private final Planner planner;
    private final Memory memory;
    private final Set<String> environments;

    /**
     * Puts one together.
     *
     * @param planner the same as the intake's
     * @param memory the same as the intake's
     * @param environments environments that take builds of applications whose metadata names their environment
     */
    public BuildIntake(Intake intake, Planner planner, Memory memory, Set<String> environments) {
        this.intake = intake;
        this.planner = planner;
        this.memory = memory;
        this.environments = Set.copyOf(environments);
    }

    /** Decides about a message, and publishes what it asks for. */
    public CompletableFuture<Handled> handle(BuildMessage message) {
        return switch (reader.read(message)) {
            case BuildNotice.Ignored ignored -> done(new Handled.Ignored(ignored.reason()));
            case BuildNotice.Unreadable unreadable -> done(new Handled.Poison(unreadable.reason()));
            case BuildNotice.Images images -> handle(images, origin(message));
        };
    }

    /** Who told: the subscription, which only those can write into whom Google Cloud lets, and only those push whom we believe. */
    private static Origin origin(BuildMessage message) {
        Optional<String> actor = Optional.of(message.source())
                .filter(source -> SUBSCRIPTION.matcher(source).matches())
                .map(source -> "pubsub:" + source);
        return new Origin("cloud-build", actor, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private CompletableFuture<Handled> handle(BuildNotice.Images notice, Origin origin) {
        CompletableFuture<Handled> all = done(new Handled.Ignored("it made no image"));
        for (BuiltImage image : notice.images()) {
            all = all.thenCombine(handle(image, notice.buildDefinition(), origin), Handled::and);
        }
        return all;
    }

    private CompletableFuture<Handled> handle(BuiltImage image, Optional<String> buildDefinition, Origin origin) {
        return turns.take(image.reference().repository(), () -> decide(image, buildDefinition, origin));
    }

    private CompletableFuture<Handled> decide(BuiltImage image, Optional<String> buildDefinition, Origin origin) {
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            return done(new Handled.Unavailable(problem.get()));
        }
        TaggedImage reference = image.reference();
        boolean replaced = memory.image(reference.toString())
                .filter(seen -> !seen.digest().equals(image.digest()) && image.isOlderThan(seen.madeAt()))
                .isPresent();
        if (replaced) {
            return done(new Handled.Ignored("a newer image was pushed as " + reference));
        }
        boolean older = image.isOlderThan(memory.newestImage(reference.repository()));
        BuildDraft draft = draft(image, buildDefinition, older);
        if (draft.isNobodys()) {
            return done(
                    draft.errors().isEmpty()
                            ? new Handled.Ignored("no application's manifests come to " + reference)
                            : new Handled.Invalid(draft.errors()));
        }
        return accept(image, draft, origin).thenApply(handled -> older && isNews(handled) ? late(reference) : handled);
    }

    /** Whether something was published, though nothing is deployed. */
    private static boolean isNews(Handled handled) {
        return handled instanceof Handled.Deployed deployed
                && deployed.deployments().isEmpty()
                && !deployed.repeated();
    }

    private static Handled late(TaggedImage reference) {
        return new Handled.Ignored(
                reference
                        + " is older than another image of its repository that is known: its digest is kept, and nothing deployed");
    }

    private CompletableFuture<Handled> accept(BuiltImage image, BuildDraft draft, Origin origin) {
        return draft.parts(memory).stream()
                .map(part -> intake.accept(
                                delivery(part.deliveryId(), image, origin), Scope.EVERYTHING, _ -> part.draft())
                        .thenApply(outcome -> handled(outcome, draft)))
                .reduce((all, next) -> all.thenCombine(next, Handled::and))
                .orElseThrow();
    }

    private BuildDraft draft(BuiltImage image, Optional<String> buildDefinition, boolean older) {
        BuildDraft draft = new BuildDraft(image);
        BuildMatches matches = new BuildMatches(new WithImage(memory, image), environments);
        // Once, a delivery stood for all places; what was deployed by such a one is not deployed again.
        boolean everywhere = memory.delivery(image.deliveryId())
                .filter(seen -> !seen.deployments().isEmpty())
                .isPresent();
        if (everywhere || matches.isNamed(image.reference())) {
            draft.isKnown();
        }
        if (!everywhere) {
            matches.applications(image.reference().name(), buildDefinition)
                    .forEach(application -> matches.configs(application)
                            .forEach(config ->
                                    look(config, image, !older && matches.deploys(application, config), draft)));
        }
        return draft;
    }

    private void look(Manifest config, BuiltImage image, boolean deploys, BuildDraft draft) {
        String deliveryId = image.deliveryId(config.id());
        if (memory.delivery(deliveryId).isPresent()) {
            draft.isRepeated(deliveryId);
            return;
        }
        Reading next = versioned.of(config, image.reference().tag());
        Planning planning = planner.plan(next.manifests(), new WithImage(memory, image));
        if (next.hasErrors() || planning.hasErrors()) {
            if (deploys) {
                draft.wrong(next.findings());
                draft.wrong(planning.findings());
            }
            return;
        }
        String pinned = image.reference().at(image.digest());
        List<DeploymentPlan> plans = planning.plans().stream()
                .filter(plan -> plan.service().container().image().equals(pinned))
                .toList();
        if (!plans.isEmpty()) {
            draft.isKnown();
            if (deploys) {
                draft.deploy(deliveryId, next.manifests(), plans);
            }
        }
    }

    private static Handled handled(Outcome outcome, BuildDraft draft) {
        return switch (outcome) {
            case Outcome.Accepted accepted ->
                new Handled.Deployed(accepted.deployments(), accepted.repeated(), draft.errors());
            case Outcome.Refused refused -> new Handled.Invalid(refused.findings());
            case Outcome.Forbidden forbidden -> new Handled.Ignored(forbidden.reason());
            case Outcome.KeyReused _ -> new Handled.Ignored("its delivery id belongs to something else");
            case Outcome.TooLarge large -> new Handled.Poison(large.reason());
            case Outcome.Unavailable unavailable -> new Handled.Unavailable(unavailable.reason());
        };
    }

    private static Delivery delivery(String id, BuiltImage image, Origin origin) {
        Digest body = Digest.of(image.reference().at(image.digest()));
        return new Delivery(id, body, traceparent(image), origin);
    }

    /** The same image begins the same trace: nothing else in a message names one. W3C Trace Context, version 00. */
    private static String traceparent(BuiltImage image) {
        String hex = Digest.of("trace:" + image.deliveryId()).value().substring("sha256:".length());
        return "00-%s-%s-01".formatted(hex.substring(0, 32), hex.substring(32, 48));
    }

    private static CompletableFuture<Handled> done(Handled handled) {
        return CompletableFuture.completedFuture(handled);
    }
}
