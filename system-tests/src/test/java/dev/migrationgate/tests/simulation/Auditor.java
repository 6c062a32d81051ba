package dev.migrationgate.tests.simulation;

import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Service;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds all that happens against the promises, as it happens. Knows the truth of the cloud, and nothing of the code's state. */
final class Auditor {
    private static final boolean TRACE = Boolean.getBoolean("simulation.trace");
    private static final String DEPLOYMENT = "migration-gate-deployment";

    private final Map<String, Integer> tally;
    private final Map<String, Posted> posted = new LinkedHashMap<>();
    private final Map<String, Integer> retries = new HashMap<>();
    private final Set<String> verdicts = new HashSet<>();
    private final Map<String, Integer> temporary = new HashMap<>();
    private final Ends ends = new Ends();
    private final Set<String> opened = new HashSet<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Map<String, String> deploymentOf = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final TakenLanes taken = new TakenLanes();
    private final Set<String> released = new HashSet<>();
    private final Map<String, Integer> lastOrder = new HashMap<>();
    private final Served served = new Served();
    private final Databases databases;

    Auditor(Map<String, Integer> tally, Databases databases) {
        this.tally = tally;
        this.databases = databases;
    }

    /** A request as it was accepted. */
    record Posted(String id, String lane, String application, int order, boolean migrates, boolean skips) {}

    void accepted(Posted request) {
        posted.put(request.id(), request);
    }

    void asked(LaneCommand command) {
        switch (command) {
            case LaneCommand.RetryAsked retry -> retries.merge(retry.deploymentId(), 1, Integer::sum);
            case LaneCommand.ReleaseAsked release
            when release.verdict() == LaneCommand.Verdict.SUCCEEDED -> verdicts.add(release.deploymentId());
            case LaneCommand.ReleaseAsked _, LaneCommand.CancelAsked _, LaneCommand.RotateAsked _ -> {}
        }
    }

    /** The runner has handled an input for good; what it makes known of it follows. */
    void handled(LaneInput input) {
        if (input instanceof LaneCommand.RetryAsked retry) {
            ends.retried(retry.deploymentId(), retry.commandId());
        }
    }

    void laneSaid(LaneEvent event) {
        trace("runner says " + event);
        count("runner", event);
        switch (event) {
            case LaneEvent.Started _ -> {}
            case LaneEvent.CommandRefused refused ->
                ends.refused(refused.command().deploymentId(), refused.command().commandId());
            case LaneEvent.Quarantined held ->
                taken.quarantined(posted.get(held.deploymentId()).lane(), held.deploymentId());
            case LaneEvent.Released released -> released(released.deploymentId());
            case LaneEvent.Succeeded succeeded -> opened(succeeded);
            case LaneEvent.Failed failed -> failed(failed);
            case LaneEvent.Cancelled cancelled ->
                ended(cancelled.entry().request().deploymentId(), "cancelled");
            case LaneEvent.Superseded old -> ended(old.entry().request().deploymentId(), "superseded");
        }
    }

    private void released(String id) {
        taken.released(id);
        released.add(id);
    }

    /** An execution failed where its end says so, or a person; what succeeded may fail for its database. */
    private void failed(LaneEvent.Failed event) {
        String id = event.entry().request().deploymentId();
        boolean drifted = event.failure().reason().equals(Failure.DATABASE_DRIFT);
        check(!drifted || databases.shuts(event), "P5", id + " failed for its database, which is as it should be");
        boolean said = released.remove(id);
        boolean seen = event.evidence()
                .map(proof -> codes.getOrDefault(proof.execution(), 0) != 0 || databases.shuts(event))
                .orElse(said || !event.started());
        check(seen, "P5", id + " failed, and its execution did not: " + event);
        checkKnown(id);
        ends.failed(posted.get(id));
    }

    private void opened(LaneEvent.Succeeded event) {
        String id = event.entry().request().deploymentId();
        switch (event.outcome()) {
            case APPLIED -> {
                Integer code = event.evidence()
                        .map(proof -> codes.get(proof.execution()))
                        .orElse(null);
                String owner = event.evidence()
                        .map(proof -> deploymentOf.get(proof.execution()))
                        .orElse("nobody");
                check(
                        code != null && code == 0 && id.equals(owner),
                        "P5",
                        id + " is APPLIED, its execution gave " + code);
            }
            case NOT_REQUIRED -> {
                Posted request = posted.get(id);
                check(!request.migrates(), "P1", id + " wants a migration, and none ran");
                check(!request.skips(), "P1", id + " has a migration, which a person chose to leave out");
            }
            case SKIPPED -> check(verdicts.contains(id) || posted.get(id).skips(), "P5", id + " was skipped by nobody");
        }
        databases.opened(event);
        checkKnown(id);
        check(!ends.ended(id), "P4", id + " opens its gate after its end");
        check(opened.add(id), "P4", id + " opens its gate twice");
    }

    void rolloutSaid(RolloutEvent event) {
        String id = event.deployment().deploymentId();
        trace("deployer says " + event);
        count("deployer", event);
        boolean passed = opened.contains(id) || event instanceof RolloutEvent.Rejected;
        check(passed, "P1", "the deployer speaks of " + id + ", and its gate was never opened");
        switch (event) {
            case RolloutEvent.Deployed deployed -> {
                ended(id, "deployed");
                served.deployed(deployed.deployment());
            }
            case RolloutEvent.DeployFailed failed -> {
                ended(id, "deploy-failed");
                served.failed(failed.deployment());
            }
            case RolloutEvent.Superseded superseded -> {
                ended(id, "superseded");
                served.superseded(id, superseded.by());
            }
            case RolloutEvent.Rejected _ -> {}
            case RolloutEvent.TurnedAway _ -> check(false, "P4", id + " is turned away, and nobody sends it again");
        }
    }

    private void ended(String id, String how) {
        checkKnown(id);
        ends.end(id, how);
    }

    /** A deployment does not end while its execution runs, or nobody said what became of it. */
    private void checkKnown(String id) {
        Optional<String> unknown = taken.of(id);
        check(unknown.isEmpty(), "P5", id + " ends, and nobody knows how " + unknown + " does");
    }

    void executionStarted(Job job, String execution) {
        String id = job.getLabelsOrThrow(DEPLOYMENT);
        int attempt = Integer.parseInt(job.getLabelsOrThrow("migration-gate-attempt"));
        Posted request = posted.get(id);
        check(request.migrates(), "P2", id + " runs, and asks for no migration, or for none to run");
        check(created.merge(id + "/" + attempt, 1, Integer::sum) == 1, "P2", id + " ran attempt " + attempt + " twice");
        int asked = 1 + retries.getOrDefault(id, 0) + temporary.getOrDefault(id, 0);
        check(attempt <= asked, "P2", id + " is at attempt " + attempt + ", and " + asked + " were asked for");
        Optional<String> other = taken.runningIn(request.lane());
        check(other.isEmpty(), "P3", execution + " runs beside " + other + " in " + request.lane());
        Optional<String> lost = taken.lostIn(request.lane(), id);
        check(lost.isEmpty(), "P5", execution + " runs, and nobody knows what became of " + lost);
        if (attempt == 1) {
            Integer before = lastOrder.put(request.lane(), request.order());
            check(before == null || before < request.order(), "P3", id + " overtook another in " + request.lane());
        }
        taken.starts(execution, request.lane(), id);
        deploymentOf.put(execution, id);
    }

    void executionEnded(String execution, int code) {
        taken.ends(execution);
        codes.put(execution, code);
        if (code == 75) {
            temporary.merge(deploymentOf.get(execution), 1, Integer::sum);
        }
    }

    /** It does not run any more, and its lane is taken all the same. */
    void executionGone(String execution) {
        tally.merge("cloud deleted execution", 1, Integer::sum);
        taken.lost(execution);
    }

    void revisionCreated(Map<String, String> labels, String revision) {
        String id = labels.getOrDefault(DEPLOYMENT, "nobody");
        trace("created " + revision);
        check(opened.contains(id), "P1", revision + " was created, and the gate of " + id + " was never opened");
    }

    void traffic(Service service) {
        trace("traffic of " + service.getName() + " " + service.getTrafficList());
        served.traffic(service);
    }

    void rereadDecided(Object input, List<?> events, List<?> effects) {
        check(
                events.isEmpty() && effects.isEmpty(),
                "P7",
                "reading again decided " + events + effects + " by " + input);
    }

    /** The world has come to rest. */
    void atRest(Collection<Service> services) {
        served.atRest(services);
        ends.atRest(posted.values(), opened);
    }

    private void count(String who, Object event) {
        tally.merge(who + " " + event.getClass().getSimpleName(), 1, Integer::sum);
    }

    private static void trace(String what) {
        if (TRACE) {
            System.out.println(what);
        }
    }

    static void check(boolean kept, String promise, String otherwise) {
        if (!kept) {
            throw new Violation(promise, otherwise);
        }
    }

    /** A promise was broken. */
    static final class Violation extends RuntimeException {
        private static final long serialVersionUID = 1;
        final String promise;

        Violation(String promise, String message) {
            super(promise + ": " + message);
            this.promise = promise;
        }
    }
}
