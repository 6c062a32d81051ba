package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.cloudrun.CloudRunRollouts;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneState;
import dev.migrationgate.runner.lane.Phase;
import dev.migrationgate.tests.simulation.Parts.Clocked;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One world: posts requests for a while, with every fault there is, then lets all come to rest. */
final class World {
    private static final int REST_STEPS = 60_000;

    private final Chance chance;
    private final Auditor auditor;
    private final SimulatedJobs jobs;
    private final SimulatedServices services;
    private final SimulatedHost<LaneState, LaneInput, LaneEvent, LaneEffect> runner;
    private final SimulatedHost<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> deployer;
    private final People people;
    private final Clocked clock = new Clocked();

    World(long seed, Parts parts, Map<String, Integer> tally) {
        chance = new Chance(seed);
        Databases databases = new Databases(chance);
        auditor = new Auditor(tally, databases);
        jobs = new SimulatedJobs(chance, auditor, clock::instant);
        services = new SimulatedServices(jobs, chance, auditor, clock::instant);
        var laneEffects = parts.runnerEffects(new RunnerEffects(jobs, databases, chance, clock), jobs, chance, clock);
        var rollouts = parts.deployerEffects(new CloudRunRollouts(services, clock, _ -> Coroutine.point()), services);
        runner = new SimulatedHost<>(
                parts.lanes(), laneEffects, auditor::handled, this::laneSaid, chance, clock::instant);
        deployer =
                new SimulatedHost<>(parts.rollouts(), rollouts, _ -> {}, auditor::rolloutSaid, chance, clock::instant);
        people = new People(parts, chance, auditor, clock, jobs, runner, deployer);
    }

    /**
     * Lives.
     *
     * @param steps how many of them with faults
     * @return how many more there were, without faults, until it came to rest
     */
    int live(int steps) {
        try {
            for (int step = 0; step < steps; step++) {
                disturb(step < steps * 2 / 3);
                move();
            }
            return rest();
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
                people.releaseHeld();
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
            people.post();
        } else if (what < 25) {
            people.command();
        } else if (what < 28) {
            crash(false);
        } else if (what < 30) {
            crash(true);
        } else if (what < 32) {
            reread();
        } else if (what < 34) {
            people.forge();
        } else if (what < 42) {
            deleteSome();
        } else if (what < 46) {
            clock.pass(Duration.ofSeconds(chance.below(600)));
        }
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

    /**
     * Only what a lane knows to exist, and no start of that lane is under way: a start would make again, under its name, what was
     * deleted, and a look would take it for never started. Cloud Run gives no means to tell a job that was deleted from one that never was.
     */
    private void deleteSome() {
        List<String> known = runner.states().entrySet().stream()
                .filter(lane -> !runner.flies(lane.getKey(), LaneEffect.StartExecution.class))
                .flatMap(lane -> lane.getValue().holder().stream())
                .filter(holder -> known(holder.phase()))
                .map(holder -> holder.entry().request().deploymentId())
                .toList();
        jobs.deleteOne(known);
    }

    private static boolean known(Phase phase) {
        return switch (phase) {
            case Phase.Preparing _, Phase.Checking _ -> false;
            case Phase.Starting starting -> starting.created();
            case Phase.Confirming confirming -> confirming.created();
            case Phase.Running _, Phase.Cancelling _ -> true;
            case Phase.Quarantined quarantined -> quarantined.execution().isPresent();
        };
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
