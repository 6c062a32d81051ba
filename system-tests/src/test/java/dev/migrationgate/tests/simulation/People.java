package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who post, cancel, retry, release and lie. */
final class People {
    private static final int APPLICATIONS = 4;

    private final Parts parts;
    private final Chance chance;
    private final Auditor auditor;
    private final Clock clock;
    private final SimulatedJobs jobs;
    private final SimulatedHost<LaneState, LaneInput, LaneEvent, LaneEffect> runner;
    private final SimulatedHost<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> deployer;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, String> lanes = new HashMap<>();
    private int commands;

    People(
            Parts parts,
            Chance chance,
            Auditor auditor,
            Clock clock,
            SimulatedJobs jobs,
            SimulatedHost<LaneState, LaneInput, LaneEvent, LaneEffect> runner,
            SimulatedHost<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> deployer) {
        this.parts = parts;
        this.chance = chance;
        this.auditor = auditor;
        this.clock = clock;
        this.jobs = jobs;
        this.runner = runner;
        this.deployer = deployer;
    }

    void post() {
        int application = chance.below(APPLICATIONS);
        Request request = Applications.request(requests.size(), application, clock.instant(), chance);
        String lane = parts.lane(application);
        auditor.accepted(new Auditor.Posted(
                request.deploymentId(),
                Applications.lane(application),
                request.applicationId(),
                requests.size(),
                request.migration().isPresent(),
                request.migrationSkipped()));
        requests.add(request);
        lanes.put(request.deploymentId(), lane);
        int times = chance.percent(20) ? 5 : 1;
        for (int time = 0; time < times; time++) {
            runner.append(lane, new LaneInput.Requested(request));
        }
    }

    void command() {
        if (!requests.isEmpty()) {
            String id = chance.of(requests).deploymentId();
            LaneCommand command = wish(id);
            auditor.asked(command);
            runner.append(lanes.getOrDefault(id, ""), command);
        }
        if (chance.percent(20)) {
            releaseHeld();
        }
    }

    private LaneCommand wish(String id) {
        String command = "c" + commands++;
        return switch (chance.below(10)) {
            case 0, 1, 2, 3 ->
                new LaneCommand.CancelAsked(command, id, Optional.empty(), "ada", "changed my mind", clock.instant());
            case 4, 5, 6, 7, 8 ->
                new LaneCommand.RetryAsked(command, id, Optional.empty(), "ada", "once more", clock.instant());
            default ->
                new LaneCommand.RotateAsked(command, id, Optional.empty(), "ada", "a laptop was lost", clock.instant());
        };
    }

    /** People release what is held, once they see that nothing can run there any more. */
    void releaseHeld() {
        runner.states()
                .forEach((lane, state) -> state.holder()
                        .filter(holder -> holder.phase() instanceof Phase.Quarantined)
                        .filter(_ -> jobs.idle() && !runner.flies(lane, LaneEffect.StartExecution.class))
                        .ifPresent(holder -> {
                            var verdict = chance.of(List.of(LaneCommand.Verdict.values()));
                            String id = holder.entry().request().deploymentId();
                            LaneCommand release = new LaneCommand.ReleaseAsked(
                                    "c" + commands++,
                                    id,
                                    Optional.empty(),
                                    "ada",
                                    "looked at it",
                                    clock.instant(),
                                    verdict);
                            auditor.asked(release);
                            runner.append(lane, release);
                        }));
    }

    void forge() {
        if (!requests.isEmpty()) {
            Request claimed = chance.of(requests);
            Request another = chance.percent(30) ? claimed : chance.of(requests);
            Optional<Evidence> evidence = jobs.executions.values().stream()
                    .filter(run -> run.getJob().contains(another.deploymentId().substring(0, 20)))
                    // Another's that ended, or its own that still runs.
                    .filter(run -> run.hasCompletionTime() != another.equals(claimed))
                    .map(run -> new Evidence(run.getJob(), run.getName(), "registry/app:1", 1))
                    .findFirst();
            evidence.map(Evidence::execution).ifPresent(jobs::spare);
            if (evidence.isPresent() || claimed.migration().isPresent()) {
                var forged = Applications.forged(claimed, clock.instant(), evidence);
                deployer.append(claimed.applicationId(), new RolloutInput.GateOpened(forged));
            }
        }
    }
}
