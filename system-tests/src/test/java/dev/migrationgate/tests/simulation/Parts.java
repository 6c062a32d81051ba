package dev.migrationgate.tests.simulation;

import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.host.Machine;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEvent;
import dev.migrationgate.runner.lane.LaneInput;
import dev.migrationgate.runner.lane.LaneMachine;
import dev.migrationgate.runner.lane.LaneRules;
import dev.migrationgate.runner.lane.LaneState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The real parts; a test replaces one with a broken one. */
class Parts {
    /** The lane of an application's requests. */
    String lane(int application) {
        return Applications.lane(application);
    }

    Machine<LaneState, LaneInput, LaneEvent, LaneEffect> lanes() {
        return new LaneMachine(new LaneRules(
                Duration.ofHours(6),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2),
                Duration.ofMinutes(5),
                Duration.ofHours(12),
                Duration.ofHours(1)));
    }

    Machine<RolloutState, RolloutInput, RolloutEvent, RolloutEffect> rollouts() {
        return new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));
    }

    EffectRunner<LaneInput, LaneEffect> runnerEffects(
            EffectRunner<LaneInput, LaneEffect> real, SimulatedJobs jobs, Chance chance, Clock clock) {
        return real;
    }

    EffectRunner<RolloutInput, RolloutEffect> deployerEffects(
            EffectRunner<RolloutInput, RolloutEffect> real, SimulatedServices services) {
        return real;
    }

    /** A clock that goes on when the world says so. */
    static final class Clocked extends Clock {
        private Instant now = Instant.parse("2026-11-01T10:00:00Z");

        void pass(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("the simulated world has one zone");
        }
    }
}
