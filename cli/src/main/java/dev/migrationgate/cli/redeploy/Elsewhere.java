package dev.migrationgate.cli.redeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.migrationgate.cli.deploy.Answer;
import java.util.Optional;

/**
 * Another environment. What an application is there, ingest knows, which has its manifests; what it serves there, the ledger.
 *
 * @param environment its name
 * @param named whether somebody named the deployment, which is then made again even where it is live
 * @param skip whether its migration is left out
 */
record Elsewhere(Known known, Requests requests, String environment, boolean named, boolean skip)
        implements Destination {
    /** What ingest calls it where there is no such application. */
    private static final String NO_COUNTERPART = "no-counterpart";

    @Override
    public Fate of(Served served) throws InterruptedException {
        Recorded recorded = served.recorded(known);
        Answer answer = requests.ask(recorded, Optional.of(environment), true);
        return switch (answer) {
            case Answer.Refused refused
            when refused.kind().equals(NO_COUNTERPART) ->
                new Fate.Missing(new Staying(recorded.applicationIn(environment), refused.problem()));
            // It is asked once more before anything is requested, and then it is said.
            case Answer.Refused _ -> new Fate.Made(step(recorded, recorded.applicationIn(environment), ""));
            case Answer.Accepted(var deployments) -> {
                Answer.Deployment there = deployments.getFirst();
                yield fate(served, step(recorded, there.application(), there.lane()));
            }
        };
    }

    private Fate fate(Served served, Step step) throws InterruptedException {
        return !named
                        && step.live().isPresent()
                        && isSame(served.deployment(), step.live().get())
                ? new Fate.Stays(new Staying(step.application(), step.recorded().version() + " is live already"))
                : new Fate.Made(step);
    }

    /** Where the one that is live left its migration out, and this one is to run it, there is something to do. */
    private boolean isSame(JsonNode deployment, JsonNode live) throws InterruptedException {
        boolean leftOut = Recorded.text(live, "migration").equals("skipped");
        return (skip || !leftOut) && new Lineage(known).isSameVersion(live, deployment);
    }

    private Step step(Recorded recorded, String application, String lane) throws InterruptedException {
        JsonNode there = known.find(application).orElse(MissingNode.getInstance());
        return new Step(
                recorded,
                Optional.of(environment),
                application,
                lane,
                Destination.live(there),
                there.path("moving").size(),
                lane.isEmpty() ? Optional.empty() : known.lane(lane));
    }
}
