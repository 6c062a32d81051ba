package dev.migrationgate.tests.simulation;

import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTarget;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, String> ends = new HashMap<>();
    private final Set<String> opened = new HashSet<>();
    private final Map<String, Integer> created = new HashMap<>();
    private final Map<String, String> deploymentOf = new HashMap<>();
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, String> runsIn = new HashMap<>();
    private final Map<String, Integer> lastOrder = new HashMap<>();
    private final Map<String, String> serving = new HashMap<>();
    private final Set<String> failedRollouts = new HashSet<>();

    Auditor(Map<String, Integer> tally) {
        this.tally = tally;
    }

    /** A request as it was accepted. */
    record Posted(String id, String lane, String application, int order, boolean migrates) {}

    void accepted(Posted request) {
        posted.put(request.id(), request);
    }

    void asked(LaneCommand command) {
        switch (command) {
            case LaneCommand.RetryAsked retry -> retries.merge(retry.deploymentId(), 1, Integer::sum);
            case LaneCommand.ReleaseAsked release
            when release.verdict() == LaneCommand.Verdict.SUCCEEDED -> verdicts.add(release.deploymentId());
            case LaneCommand.ReleaseAsked _, LaneCommand.CancelAsked _ -> {}
        }
    }

    void laneSaid(LaneEvent event) {
        trace("runner says " + event);
        count("runner", event);
        switch (event) {
            case LaneEvent.Started _, LaneEvent.Quarantined _, LaneEvent.Released _, LaneEvent.CommandRefused _ -> {}
            case LaneEvent.Succeeded succeeded -> opened(succeeded);
            case LaneEvent.Failed failed -> ended(failed.entry().request().deploymentId(), "failed");
            case LaneEvent.Cancelled cancelled ->
                ended(cancelled.entry().request().deploymentId(), "cancelled");
            case LaneEvent.Superseded old -> ended(old.entry().request().deploymentId(), "superseded");
        }
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
            case NOT_REQUIRED -> check(!posted.get(id).migrates(), "P1", id + " wants a migration, and none ran");
            case SKIPPED -> check(verdicts.contains(id), "P5", id + " was skipped by nobody");
        }
        check(!ends.containsKey(id) || ends.get(id).equals("failed"), "P4", id + " opens its gate after its end");
        check(opened.add(id), "P4", id + " opens its gate twice");
    }

    void rolloutSaid(RolloutEvent event) {
        String id = event.deployment().deploymentId();
        trace("deployer says " + event);
        count("deployer", event);
        switch (event) {
            case RolloutEvent.Deployed deployed -> {
                ended(id, "deployed");
                serving.put(
                        deployed.deployment().service().resource(),
                        deployed.deployment().revisionName());
            }
            case RolloutEvent.DeployFailed failed -> {
                ended(id, "deploy-failed");
                failedRollouts.add(failed.deployment().revisionName());
            }
            case RolloutEvent.Superseded _ -> ended(id, "superseded");
            case RolloutEvent.Rejected _ -> {}
        }
    }

    /** A failed attempt may be followed by another, if a person asked; every other end is the last. */
    private void ended(String id, String how) {
        String before = ends.put(id, how);
        boolean again = "failed".equals(before) && retries.getOrDefault(id, 0) > 0;
        check(before == null || again, "P4", id + " ends as " + how + " after it ended as " + before);
    }

    void executionStarted(Job job, String execution) {
        String id = job.getLabelsOrThrow(DEPLOYMENT);
        int attempt = Integer.parseInt(job.getLabelsOrThrow("migration-gate-attempt"));
        Posted request = posted.get(id);
        check(created.merge(id + "/" + attempt, 1, Integer::sum) == 1, "P2", id + " ran attempt " + attempt + " twice");
        int asked = 1 + retries.getOrDefault(id, 0) + temporary.getOrDefault(id, 0);
        check(attempt <= asked, "P2", id + " is at attempt " + attempt + ", and " + asked + " were asked for");
        runsIn.forEach((other, lane) ->
                check(!lane.equals(request.lane()), "P3", execution + " runs beside " + other + " in " + lane));
        if (attempt == 1) {
            Integer before = lastOrder.put(request.lane(), request.order());
            check(before == null || before < request.order(), "P3", id + " overtook another in " + request.lane());
        }
        runsIn.put(execution, request.lane());
        deploymentOf.put(execution, id);
    }

    void executionEnded(String execution, int code) {
        runsIn.remove(execution);
        codes.put(execution, code);
        if (code == 75) {
            temporary.merge(deploymentOf.get(execution), 1, Integer::sum);
        }
    }

    void executionGone(String execution) {
        runsIn.remove(execution);
    }

    void revisionCreated(Map<String, String> labels, String revision) {
        String id = labels.getOrDefault(DEPLOYMENT, "nobody");
        trace("created " + revision);
        check(opened.contains(id), "P1", revision + " was created, and the gate of " + id + " was never opened");
    }

    /** Traffic may go where it was, or to what is being rolled out; never to what failed, unless nothing else ever served. */
    void traffic(Service service) {
        trace("traffic of " + service.getName() + " " + service.getTrafficList());
        for (TrafficTarget target : service.getTrafficList()) {
            boolean failed = target.getPercent() > 0 && failedRollouts.contains(target.getRevision());
            check(
                    !failed || !serving.containsKey(service.getName()),
                    "P6",
                    target.getRevision() + " failed, and gets traffic");
        }
    }

    void rereadDecided(Object input, List<?> events, List<?> effects) {
        check(
                events.isEmpty() && effects.isEmpty(),
                "P7",
                "reading again decided " + events + effects + " by " + input);
    }

    /** The world has come to rest. */
    void atRest(Collection<Service> services) {
        services.forEach(service -> check(
                !serving.containsKey(service.getName())
                        || service.getTrafficList().stream()
                                .allMatch(target -> target.getPercent() == 0
                                        || target.getRevision().equals(serving.get(service.getName()))),
                "P6",
                service.getName() + " is not served by " + serving.get(service.getName())));
        posted.keySet().forEach(id -> check(ends.containsKey(id), "P4", id + " never ended"));
        opened.forEach(id -> check(!"failed".equals(ends.get(id)), "P4", id + " passed the gate and failed after it"));
    }

    private void count(String who, Object event) {
        tally.merge(who + " " + event.getClass().getSimpleName(), 1, Integer::sum);
    }

    private static void trace(String what) {
        if (TRACE) {
            System.out.println(what);
        }
    }

    private static void check(boolean kept, String promise, String otherwise) {
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
