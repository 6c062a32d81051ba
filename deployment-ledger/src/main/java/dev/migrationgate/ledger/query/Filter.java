package dev.migrationgate.ledger.query;

import dev.migrationgate.ledger.store.Dimension;
import dev.migrationgate.ledger.view.Deployment;
import dev.migrationgate.ledger.view.Status;
import dev.migrationgate.manifests.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which deployments are asked for. What is absent, or empty, does not matter.
 *
 * @param application an application's id, a beginning of it that ends before a slash, or its name, which has no slash and goes
 *     before an organization that is called the same
 * @param lane a lane's id
 * @param environment an environment's name
 * @param statuses any of these
 * @param actor who asked, as the events name them
 * @param commit a commit, or its beginning
 * @param since requested then or later
 * @param until requested before
 * @param scope where the caller may look
 */
public record Filter(
        Optional<String> application,
        Optional<String> lane,
        Optional<String> environment,
        Set<Status> statuses,
        Optional<String> actor,
        Optional<String> commit,
        Optional<Instant> since,
        Optional<Instant> until,
        Scope scope) {
    /** Copies the set. */
    public Filter {
        statuses = Set.copyOf(statuses);
    }

    /** Everything in a scope. */
    public static Filter in(Scope scope) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                scope);
    }

    /** The same for a lane. */
    public Filter ofLane(String id) {
        return new Filter(application, Optional.of(id), environment, statuses, actor, commit, since, until, scope);
    }

    /** The same for an application. */
    public Filter ofApplication(String id) {
        return new Filter(Optional.of(id), lane, environment, statuses, actor, commit, since, until, scope);
    }

    /** Whether a deployment is meant. */
    public boolean matches(Deployment deployment) {
        return visible(scope, deployment.request().application())
                && matches(application, deployment)
                && lane.filter(id -> !id.equals(deployment.request().lane())).isEmpty()
                && environment
                        .filter(name -> !name.equals(deployment.environment()))
                        .isEmpty()
                && (statuses.isEmpty() || statuses.contains(deployment.status()))
                && actor.filter(name ->
                                !deployment.request().requester().actor().equals(Optional.of(name)))
                        .isEmpty()
                && commit.filter(begin -> deployment.request().requester().commit().stream()
                                .noneMatch(whole -> whole.startsWith(begin)))
                        .isEmpty()
                && since.filter(time -> deployment.request().at().isBefore(time))
                        .isEmpty()
                && until.filter(time -> !deployment.request().at().isBefore(time))
                        .isEmpty();
    }

    private static boolean matches(Optional<String> wanted, Deployment deployment) {
        return wanted.filter(
                        text -> !(text.indexOf('/') < 0 && deployment.name().equals(text))
                                && !within(deployment.request().application(), text))
                .isEmpty();
    }

    /** Whether an application is in a scope; by text, as events may be of applications that no manifest could name. */
    public static boolean visible(Scope scope, String application) {
        return within(application, scope.toString());
    }

    /** Whether an application is one, or below one. */
    static boolean within(String application, String part) {
        return part.isEmpty() || application.equals(part) || application.startsWith(part + "/");
    }

    /**
     * What to look under: what few deployments have in common first.
     *
     * @param isName whether an application that may be shown has a name; what is none may be an organization, the beginning of ids
     */
    Source source(Predicate<String> isName) {
        if (!statuses.isEmpty() && statuses.stream().noneMatch(Status::ended)) {
            // What has not ended is little, whatever is recorded.
            return ofStatuses();
        }
        if (commit.isPresent()) {
            return new Source(Dimension.COMMIT, commit.get(), true);
        }
        if (lane.isPresent()) {
            return new Source(Dimension.LANE, lane.get(), false);
        }
        if (actor.isPresent()) {
            return new Source(Dimension.ACTOR, actor.get(), false);
        }
        if (application.isPresent()) {
            boolean name = application.get().indexOf('/') < 0 && isName.test(application.get());
            return new Source(name ? Dimension.NAME : Dimension.WITHIN, application.get(), false);
        }
        if (!statuses.isEmpty()) {
            return ofStatuses();
        }
        return environment
                .map(name -> new Source(Dimension.ENVIRONMENT, name, false))
                .orElseGet(() -> new Source(Dimension.WITHIN, scope.toString(), false));
    }

    private Source ofStatuses() {
        return new Source(
                Dimension.STATUS, statuses.stream().map(Status::toString).toList(), false);
    }

    /** What else a deployment is found under that is meant; not all that {@link #matches} asks for, but what a key can tell. */
    List<Source> others() {
        var others = new ArrayList<Source>();
        lane.ifPresent(id -> others.add(new Source(Dimension.LANE, id, false)));
        actor.ifPresent(name -> others.add(new Source(Dimension.ACTOR, name, false)));
        environment.ifPresent(name -> others.add(new Source(Dimension.ENVIRONMENT, name, false)));
        application
                .filter(id -> id.indexOf('/') >= 0)
                .ifPresent(id -> others.add(new Source(Dimension.WITHIN, id, false)));
        if (!statuses.isEmpty()) {
            others.add(ofStatuses());
        }
        return others;
    }

    /**
     * Where to look.
     *
     * @param values any of them
     * @param beginning whether the only value is the beginning of one; then the keys are not in the order of time
     */
    record Source(Dimension dimension, List<String> values, boolean beginning) {
        Source(Dimension dimension, String value, boolean beginning) {
            this(dimension, List.of(value), beginning);
        }
    }
}
