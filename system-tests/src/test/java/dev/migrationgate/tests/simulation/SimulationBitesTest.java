package dev.migrationgate.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.Decision;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Machine;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneCommand;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** For each promise a variant of the code that breaks it: the simulation must see it within 100,000 steps. */
class SimulationBitesTest {
    private static final long STEPS = 100_000;

    @Test
    void p1ADeployerThatBelievesEveryEvent() {
        assertCaught("P1", new Parts() {
            @Override
            EffectRunner<RolloutInput, RolloutEffect> deployerEffects(
                    EffectRunner<RolloutInput, RolloutEffect> real, SimulatedServices services) {
                return (key, effect, decidedAt, observer) -> {
                    if (effect instanceof RolloutEffect.CheckEvidence check) {
                        var deployment = check.deployment();
                        observer.observe(
                                key, new RolloutInput.EvidenceAccepted(deployment.deploymentId(), deployment.gateId()));
                    } else {
                        real.run(key, effect, decidedAt, observer);
                    }
                };
            }
        });
    }

    @Test
    void p1ARunnerThatTellsOfNoMigrationWhereAPersonLeftOneOut() {
        assertCaught("P1", broken((_, _, decision) -> {
            List<LaneEvent> events = decision.events().stream()
                    .map(event -> event instanceof LaneEvent.Succeeded success
                                    && success.entry().request().migrationSkipped()
                            ? notRequired(success)
                            : event)
                    .toList();
            return new Decision<>(decision.state(), events, decision.effects());
        }));
    }

    private static LaneEvent notRequired(LaneEvent.Succeeded success) {
        return new LaneEvent.Succeeded(
                success.epoch(),
                success.entry(),
                LaneEvent.Outcome.NOT_REQUIRED,
                success.secrets(),
                success.evidence(),
                success.warnings(),
                success.decidedAt());
    }

    @Test
    void p2ARunnerThatTakesAnotherNameAfterALostAnswer() {
        assertCaught("P2", new Parts() {
            @Override
            EffectRunner<LaneInput, LaneEffect> runnerEffects(
                    EffectRunner<LaneInput, LaneEffect> real, SimulatedJobs jobs, Chance chance, Clock clock) {
                return (key, effect, decidedAt, observer) -> {
                    real.run(key, effect, decidedAt, (lane, seen) -> {
                        if (seen instanceof LaneObservation.StartUnclear unclear
                                && effect instanceof LaneEffect.StartExecution start
                                && jobs.startAgain(start.tenure().deploymentId())) {
                            observer.observe(lane, unclear);
                        } else {
                            observer.observe(lane, seen);
                        }
                    });
                };
            }
        });
    }

    @Test
    void p3LanesByApplicationWhereTwoOfThemShareADatabase() {
        // One of them may also go ahead of the other's lost execution.
        assertCaught(List.of("P3", "P5"), new Parts() {
            @Override
            String lane(int application) {
                return Applications.application(application);
            }
        });
    }

    @Test
    void p4ALaneThatForgetsThoseThatWait() {
        assertCaught("P4", broken((_, _, decision) -> {
            LaneState after = decision.state();
            return after.waiting().size() < 3
                    ? decision
                    : new Decision<>(
                            new LaneState(
                                    after.lane(),
                                    after.epoch(),
                                    after.holder(),
                                    List.of(),
                                    after.failed(),
                                    after.finished(),
                                    after.past(),
                                    after.seen()),
                            decision.events(),
                            decision.effects());
        }));
    }

    @Test
    void p5ARunnerThatTakesTheUnknownForSuccess() {
        assertCaught("P5", broken((_, input, decision) -> {
            boolean unknown = input instanceof LaneObservation.ExecutionUnknown;
            List<LaneEvent> events = decision.events().stream()
                    .map(event -> unknown && event instanceof LaneEvent.Quarantined held
                            ? success(decision.state(), held)
                            : event)
                    .toList();
            return new Decision<>(decision.state(), events, decision.effects());
        }));
    }

    @Test
    void p5ARunnerThatTakesTheUnknownForFailure() {
        assertCaught("P5", broken((_, input, decision) -> {
            List<LaneEvent> events = decision.events().stream()
                    .map(event -> input instanceof LaneObservation.ExecutionUnknown
                                    && event instanceof LaneEvent.Quarantined held
                            ? failure(decision.state(), held)
                            : event)
                    .toList();
            return events.equals(decision.events())
                    ? decision
                    : new Decision<>(withoutHolder(decision.state()), events, decision.effects());
        }));
    }

    @Test
    void p5ALaneThatOpensTheGateInSpiteOfWhatItsDatabaseLacks() {
        assertCaught("P5", broken((before, _, decision) -> {
            List<LaneEvent> events = decision.events().stream()
                    .map(event -> event instanceof LaneEvent.Failed shut ? success(before, shut) : event)
                    .toList();
            return new Decision<>(decision.state(), events, decision.effects());
        }));
    }

    @Test
    void p5ALaneThatOpensTheGateBeforeAnybodyLookedAtTheDatabase() {
        assertCaught("P5", new Parts() {
            @Override
            EffectRunner<LaneInput, LaneEffect> runnerEffects(
                    EffectRunner<LaneInput, LaneEffect> real, SimulatedJobs jobs, Chance chance, Clock clock) {
                return (key, effect, decidedAt, observer) -> {
                    if (effect instanceof LaneEffect.CheckDatabase check) {
                        observer.observe(key, new LaneObservation.DatabaseChecked(check.tenure(), List.of(), true));
                    } else {
                        real.run(key, effect, decidedAt, observer);
                    }
                };
            }
        });
    }

    @Test
    void p5ALaneThatSaysItIsHeldAndLetsTheNextOneGoAhead() {
        // What is held may run still, and then the next one runs beside it.
        assertCaught(List.of("P5", "P3"), broken((_, _, decision) -> {
            boolean held = decision.events().stream().anyMatch(LaneEvent.Quarantined.class::isInstance);
            return held
                    ? new Decision<>(withoutHolder(decision.state()), decision.events(), decision.effects())
                    : decision;
        }));
    }

    @Test
    void p4ALaneThatTakesARetryTwice() {
        // The second retry is of the same attempt.
        assertCaught(List.of("P2", "P4"), broken((before, input, decision) -> {
            LaneState after = decision.state();
            return input instanceof LaneCommand.RetryAsked
                            && after.failed().size() < before.failed().size()
                    ? new Decision<>(
                            new LaneState(
                                    after.lane(),
                                    after.epoch(),
                                    after.holder(),
                                    after.waiting(),
                                    before.failed(),
                                    after.finished(),
                                    after.past(),
                                    after.seen()),
                            decision.events(),
                            decision.effects())
                    : decision;
        }));
    }

    @Test
    void p6ADeployerThatGivesUpWithoutPuttingTheTrafficBack() {
        assertCaught("P6", new Parts() {
            @Override
            EffectRunner<RolloutInput, RolloutEffect> deployerEffects(
                    EffectRunner<RolloutInput, RolloutEffect> real, SimulatedServices services) {
                return (key, effect, decidedAt, observer) -> {
                    if (effect instanceof RolloutEffect.WithdrawTraffic withdraw) {
                        String id = withdraw.deployment().deploymentId();
                        observer.observe(key, new RolloutInput.TrafficWithdrawn(id));
                    } else {
                        real.run(key, effect, decidedAt, observer);
                    }
                };
            }
        });
    }

    @Test
    void p6ADeployerThatLetsWhatFailedSupersede() {
        assertCaught("P6", new Parts() {
            @Override
            Machine<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> rollouts() {
                return new TrustfulRollouts(super.rollouts());
            }
        });
    }

    @Test
    void p7ARunnerWithoutAMemory() {
        assertCaught("P7", broken((_, _, decision) -> {
            LaneState after = decision.state();
            LaneState forgetful = new LaneState(
                    after.lane(),
                    after.epoch(),
                    after.holder(),
                    after.waiting(),
                    after.failed(),
                    after.finished(),
                    after.past(),
                    LaneState.empty(after.lane()).seen());
            return new Decision<>(forgetful, decision.events(), decision.effects());
        }));
    }

    private static LaneEvent success(LaneState state, LaneEvent.Quarantined held) {
        return state.holder()
                .<LaneEvent>map(holder -> new LaneEvent.Succeeded(
                        state.epoch(),
                        holder.entry(),
                        LaneEvent.Outcome.APPLIED,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        held.quarantinedAt()))
                .orElse(held);
    }

    /** Of one whose end was seen: of another, it would be the missing evidence that is caught. */
    private static LaneEvent success(LaneState state, LaneEvent.Failed shut) {
        boolean drifted = shut.failure().reason().equals(Failure.DATABASE_DRIFT);
        return drifted && shut.evidence().isPresent()
                ? new LaneEvent.Succeeded(
                        state.epoch(),
                        shut.entry(),
                        LaneEvent.Outcome.APPLIED,
                        Optional.empty(),
                        shut.evidence(),
                        List.of(),
                        shut.decidedAt())
                : shut;
    }

    private static LaneEvent failure(LaneState state, LaneEvent.Quarantined held) {
        return state.holder()
                .<LaneEvent>map(holder -> new LaneEvent.Failed(
                        state.lane(),
                        holder.entry(),
                        true,
                        new Failure(Failure.EXECUTION, held.reason(), Optional.empty(), Optional.empty(), List.of()),
                        Optional.empty(),
                        held.quarantinedAt()))
                .orElse(held);
    }

    private static LaneState withoutHolder(LaneState after) {
        return new LaneState(
                after.lane(),
                after.epoch(),
                Optional.empty(),
                after.waiting(),
                after.failed(),
                after.finished(),
                after.past(),
                after.seen());
    }

    private static Parts broken(DistortedLanes.Distortion distortion) {
        return new Parts() {
            @Override
            Machine<LaneState, LaneInput, LaneEvent, LaneEffect> lanes() {
                return new DistortedLanes(super.lanes(), distortion);
            }
        };
    }

    private static void assertCaught(String promise, Parts parts) {
        assertCaught(List.of(promise), parts);
    }

    private static void assertCaught(List<String> promises, Parts parts) {
        Simulation.Outcome outcome = Simulation.run(1, STEPS, parts);

        assertThat(outcome.broken()).hasValueSatisfying(broken -> {
            System.out.printf(
                    "%s caught after %,d steps: %s%n",
                    promises, outcome.steps(), broken.violation().getMessage());
            assertThat(broken.violation().promise).isIn(promises);
        });
    }
}
