package dev.migrationgate.ledger.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Why a deployment is where it is, as a chain of causes.
 *
 * @param deployment its id
 * @param status how far it is
 * @param chain causes, from the deployment itself outwards
 */
public record Why(String deployment, Status status, List<String> chain) {
    /** Copies the list. */
    public Why {
        chain = List.copyOf(chain);
    }

    /** In one sentence. */
    public String text() {
        return String.join(": ", chain);
    }

    /**
     * Says why.
     *
     * @param lane the deployment's lane
     * @param live what its application serves; only asked of one that failed
     * @param visible whether whoever asks may see a deployment: of others they hear that they are there
     * @param now from when durations count
     */
    public static Why of(
            Deployment deployment,
            Lane lane,
            Supplier<Optional<Deployment>> live,
            Predicate<Deployment> visible,
            Instant now) {
        var ago = new Ago(now);
        Deployment.State state = deployment.state();
        String since = ago.since(state.since());
        List<String> chain = new ArrayList<>();
        switch (state.status()) {
            case WAITING -> waiting(chain, deployment, lane, visible, ago);
            case MIGRATING -> chain.add("its migration runs since " + since + ", attempt " + deployment.attempt());
            case HELD -> {
                chain.add("held since " + since + ", because nobody knows what its migration did");
                chain.add(state.message().orElse(""));
                chain.add("goes on after: gate lane release " + deployment.id()
                        + " --verdict succeeded|failed --reason …");
            }
            case ROLLING_OUT ->
                chain.add("the gate let it pass " + since + " ago (" + deployment.migration()
                        + "), and its new revision gets ready");
            case DEPLOYED -> chain.add("deployed " + since + " ago");
            case FAILED -> {
                chain.add(whatFailed(deployment) + " " + since + " ago, and " + serving(deployment, live.get()));
                chain.add(state.reason().orElse("") + ", " + state.message().orElse(""));
            }
            case CANCELLED -> chain.add(state.message().orElse("") + " (" + since + " ago)");
            case SUPERSEDED -> {
                chain.add("superseded " + since + " ago by "
                        + Deployment.shortId(state.supersededBy().orElse("")));
                chain.add(state.message().orElse(""));
            }
        }
        return new Why(deployment.id(), state.status(), chain);
    }

    private static String whatFailed(Deployment deployment) {
        if (deployment.passedAt().isPresent()) {
            return "its rollout failed";
        }
        return deployment.attempt() > 0 ? "its migration failed" : "failed before its migration started";
    }

    /** A deployment that failed took nothing from whoever served. */
    private static String serving(Deployment failed, Optional<Deployment> live) {
        return live.map(each -> each.request().version()
                        + (each.state().since().isBefore(failed.state().since())
                                ? " goes on serving"
                                : ", deployed since, serves"))
                .orElse("nothing that is recorded of its application serves");
    }

    private static void waiting(
            List<String> chain, Deployment deployment, Lane lane, Predicate<Deployment> visible, Ago ago) {
        int place = lane.waiting().indexOf(deployment);
        boolean beyond = place < 0 && !lane.whole() && lane.everybody().noneMatch(deployment::equals);
        if (place < 0 && !beyond) {
            chain.add("is next on lane " + lane.name() + " since "
                    + ago.since(deployment.state().since())
                    + (deployment.request().migration().equals("wanted")
                            ? ", and its migration has not started yet"
                            : ""));
            return;
        }
        chain.add("waits");
        lane.holder().ifPresent(holder -> {
            boolean known = visible.test(holder);
            chain.add("lane " + lane.name() + " is held by "
                    + (known ? holder.shortName() : "a deployment outside of your scope") + " since "
                    + ago.since(holder.state().since()) + ", "
                    + (beyond ? "more than " + lane.waiting().size() + " before it" : ordinal(place + 1))
                    + " in line");
            if (known) {
                chain.add(doing(holder));
            }
        });
    }

    private static String doing(Deployment holder) {
        return switch (holder.status()) {
            case HELD ->
                holder.name() + "'s migration has an unknown outcome, and a person has to decide: gate lane release "
                        + holder.id() + " --verdict succeeded|failed --reason …";
            case MIGRATING -> holder.name() + "'s migration runs, attempt " + holder.attempt();
            default -> holder.name() + "'s migration has not started yet";
        };
    }

    private static String ordinal(int number) {
        int tens = number % 100;
        String ending = tens / 10 == 1
                ? "th"
                : switch (number % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return number + ending;
    }
}
