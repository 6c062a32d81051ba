package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.cloudrun.CloudRunRollouts;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.runner.lane.Request;
import dev.migrationgate.tests.simulation.Parts.Clocked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One world: posts requests for a while, with every fault there is, then lets all come to rest. */
final class World {
    private static final int APPLICATIONS = 4;
    private static final int REST_STEPS = 60_000;

    private final Chance chance;
    private final Auditor auditor;
    private final SimulatedJobs jobs;
    private final SimulatedServices services;
    private final SimulatedHost<LaneState, LaneInput, LaneEvent, LaneEffect> runner;
    private final SimulatedHost<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> deployer;
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, String> lanes = new HashMap<>();
    private final Clocked clock = new Clocked();
    private final Parts parts;
    private int commands;

    World(long seed, Parts parts, Map<String, Integer> tally) {
        this.parts = parts;
        auditor = new Auditor(tally);
        chance = new Chance(seed);
        jobs = new SimulatedJobs(chance, auditor, clock::instant);
        services = new SimulatedServices(jobs, chance, auditor);
        var laneEffects = parts.runnerEffects(new RunnerEffects(jobs, chance, clock), jobs, chance, clock);
        var rollouts = parts.deployerEffects(new CloudRunRollouts(services, clock, _ -> Coroutine.point()), services);
        runner = new SimulatedHost<>(parts.lanes(), laneEffects, this::laneSaid, chance, clock::instant);
        deployer = new SimulatedHost<>(parts.rollouts(), rollouts, auditor::rolloutSaid, chance, clock::instant);
    }

    /**
     * Lives.
     *
     * @param steps how many of them with faults
     * @return how many steps there were
     */
    int live(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                disturb(step < steps * 2 / 3);
                move();
            }
            return steps + rest();
        } finally {
            runner.close();
            deployer.close();
        }
    }

    private int rest() {
        chance.noMoreFaults();
        for (int step = 0; step < REST_STEPS; step++) {
            move();
            if (step % 50 == 0) {
                releaseHeld();
                clock.pass(Duration.ofSeconds(chance.below(120)));
                // Nothing waits but for something that only an operator or a deadline ends.
                if (idle()) {
                    auditor.atRest(services.services.values());
                    return step;
                }
            }
        }
        auditor.atRest(services.services.values());
        throw new Auditor.Violation("P4", "the world never came to rest: " + runner.states() + deployer.states());
    }

    private boolean idle() {
        boolean lanes = runner.states().values().stream()
                .allMatch(lane -> lane.holder().isEmpty() && lane.waiting().isEmpty());
        boolean rollouts = deployer.states().values().stream()
                .allMatch(state -> state.current().isEmpty() && state.waiting().isEmpty());
        return lanes && rollouts && runner.idle() && deployer.idle();
    }

    /** What goes on by itself. */
    private void move() {
        clock.pass(Duration.ofMillis(chance.below(200)));
        switch (chance.below(10)) {
            case 0, 1, 2 -> runner.deliver();
            case 3, 4 -> runner.act();
            case 5 -> deployer.deliver();
            case 6, 7 -> deployer.act();
            case 8 -> happen();
            default -> tick();
        }
    }

    private void happen() {
        if (chance.percent(60)) {
            jobs.progress();
        } else {
            services.progress();
        }
    }

    private void tick() {
        runner.tick();
        deployer.tick();
    }

    /** What people and faults do. */
    private void disturb(boolean more) {
        int what = chance.below(1000);
        if (what < 15 && more) {
            post();
        } else if (what < 25) {
            command();
        } else if (what < 28) {
            crash(false);
        } else if (what < 30) {
            crash(true);
        } else if (what < 32) {
            reread();
        } else if (what < 34) {
            forge();
        } else if (what < 42) {
            deleteSome();
        } else if (what < 46) {
            clock.pass(Duration.ofSeconds(chance.below(600)));
        }
    }

    private void post() {
        int application = chance.below(APPLICATIONS);
        Request request = Applications.request(requests.size(), application, clock.instant(), chance);
        String lane = parts.lane(application);
        auditor.accepted(new Auditor.Posted(
                request.deploymentId(),
                Applications.lane(application),
                request.applicationId(),
                requests.size(),
                request.migration().isPresent()));
        requests.add(request);
        lanes.put(request.deploymentId(), lane);
        int times = chance.percent(20) ? 5 : 1;
        for (int time = 0; time < times; time++) {
            runner.append(lane, new LaneInput.Requested(request));
        }
    }

    private void command() {
        if (!requests.isEmpty()) {
            String id = chance.of(requests).deploymentId();
            LaneCommand command = chance.percent(50)
                    ? new LaneCommand.CancelAsked("c" + commands++, id, "ada", "changed my mind", clock.instant())
                    : new LaneCommand.RetryAsked("c" + commands++, id, "ada", "once more", clock.instant());
            auditor.asked(command);
            runner.append(lanes.getOrDefault(id, ""), command);
        }
        if (chance.percent(20)) {
            releaseHeld();
        }
    }

    /** People release what is held, once they see that nothing can run there any more. */
    private void releaseHeld() {
        runner.states()
                .forEach((lane, state) -> state.holder()
                        .filter(holder -> holder.phase() instanceof Phase.Quarantined)
                        .filter(_ -> jobs.idle() && !runner.flies(lane, LaneEffect.StartExecution.class))
                        .ifPresent(holder -> {
                            var verdict = chance.of(List.of(LaneCommand.Verdict.values()));
                            String id = holder.entry().request().deploymentId();
                            LaneCommand release = new LaneCommand.ReleaseAsked(
                                    "c" + commands++, id, "ada", "looked at it", clock.instant(), verdict);
                            auditor.asked(release);
                            runner.append(lane, release);
                        }));
    }

    private void crash(boolean stopped) {
        if (chance.percent(60)) {
            runner.crash(stopped);
        } else {
            deployer.crash(stopped);
        }
        clock.pass(stopped ? EffectRunner.TAKEOVER : Duration.ofMillis(chance.below(2000)));
        runner.takeOver();
        deployer.takeOver();
    }

    private void reread() {
        runner.reread(auditor);
        deployer.reread(auditor);
    }

    private void forge() {
        if (!requests.isEmpty()) {
            Request claimed = chance.of(requests);
            Request another = chance.of(requests);
            Optional<Evidence> evidence = jobs.executions.values().stream()
                    .filter(run -> run.getJob().contains(another.deploymentId().substring(0, 20)))
                    .filter(run -> run.hasCompletionTime() && !another.equals(claimed))
                    .map(run -> new Evidence(run.getJob(), run.getName(), "registry/app:1"))
                    .findFirst();
            if (evidence.isPresent() || claimed.migration().isPresent()) {
                var forged = Applications.forged(claimed, clock.instant(), evidence);
                deployer.append(claimed.applicationId(), new RolloutInput.GateOpened(forged));
            }
        }
    }

    /**
     * Not while a start is without a clear answer: it would make again, under its name, what was deleted. Cloud Run gives no means
     * to tell a job that was deleted from one that never was.
     */
    private void deleteSome() {
        boolean starting = runner.states().entrySet().stream()
                .anyMatch(lane -> runner.flies(lane.getKey(), LaneEffect.StartExecution.class)
                        || lane.getValue()
                                .holder()
                                .filter(holder -> holder.phase() instanceof Phase.Starting)
                                .isPresent());
        if (!starting) {
            jobs.deleteSome();
        }
    }

    private void laneSaid(LaneEvent event) {
        auditor.laneSaid(event);
        if (event instanceof LaneEvent.Succeeded succeeded) {
            String application = succeeded.entry().request().applicationId();
            var opened = new RolloutInput.GateOpened(Applications.opened(succeeded));
            int times = chance.percent(10) ? 2 : 1;
            for (int time = 0; time < times; time++) {
                deployer.append(application, opened);
            }
        }
    }
}
