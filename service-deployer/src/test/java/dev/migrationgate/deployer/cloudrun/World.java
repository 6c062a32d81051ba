package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TaskTemplate;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.Decision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The real step and the real effects, on one thread, with a clock that passes only while somebody waits. */
final class World {
    final FakeRun run = new FakeRun();
    final List<RolloutEvent> events = new ArrayList<>();
    final List<RolloutEffect> asked = new ArrayList<>();
    Instant now = Deployments.START.plus(Duration.ofHours(1));

    /** Observations that get lost, as in a crash: the n-th, from 1. */
    int lostObservation;

    private final RolloutMachine machine = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));
    private final CloudRunRollouts effects = new CloudRunRollouts(run, clock(), this::rest);
    private Runnable atRest = () -> {};
    private RolloutState state = machine.initial("app");
    private int observations;

    /** Opens the gate and lets everything happen until nothing is under way. */
    World deploy(Deployment deployment) throws InterruptedException {
        deployment.evidence().ifPresent(evidence -> migrated(deployment, evidence));
        hear(new RolloutInput.GateOpened(deployment));
        while (state.current().isPresent()) {
            List<RolloutEffect> due = machine.unfinished(state);
            for (RolloutEffect effect : due) {
                perform(effect);
            }
            Instant wake = machine.wakeAt(state).orElse(now);
            if (machine.unfinished(state).equals(due)) {
                now = wake.isAfter(now) ? wake : now;
                hear(machine.tick());
            }
        }
        return this;
    }

    /** Called whenever an effect waits. */
    void whileWaiting(Runnable action) {
        atRest = action;
    }

    void perform(RolloutEffect effect) throws InterruptedException {
        asked.add(effect);
        effects.run("app", effect, Deployments.START, (_, seen) -> {
            observations++;
            if (observations != lostObservation) {
                hear(seen);
            }
        });
    }

    /** Lets Cloud Run have a succeeded execution for a deployment. */
    void migrated(Deployment deployment, Evidence evidence) {
        run.jobs.put(
                evidence.job(),
                Job.newBuilder()
                        .setName(evidence.job())
                        .putLabels(Marks.DEPLOYMENT, deployment.deploymentId())
                        .build());
        run.executions.putIfAbsent(evidence.execution(), succeeded(evidence));
    }

    static Execution succeeded(Evidence evidence) {
        return Execution.newBuilder()
                .setName(evidence.execution())
                .setTaskCount(1)
                .setSucceededCount(1)
                .setTemplate(TaskTemplate.newBuilder()
                        .addContainers(Container.newBuilder().setImage(evidence.image())))
                .addConditions(
                        Condition.newBuilder().setType("Completed").setState(Condition.State.CONDITION_SUCCEEDED))
                .build();
    }

    Service service() {
        return Objects.requireNonNull(run.services.get(Deployments.service().resource()));
    }

    Map<String, Integer> serving() {
        return Traffic.serving(service()).shares();
    }

    RolloutEvent.DeployFailed failure() {
        return (RolloutEvent.DeployFailed) events.getLast();
    }

    private void hear(RolloutInput input) {
        Decision<RolloutState, RolloutEvent, RolloutEffect> decision = machine.step(state, input, now);
        state = decision.state();
        events.addAll(decision.events());
    }

    private void rest(Duration duration) {
        now = now.plus(duration);
        atRest.run();
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }
}
