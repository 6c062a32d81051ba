package dev.migrationgate.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.Phase;
import dev.migrationgate.deployer.rollout.RolloutInput;
import dev.migrationgate.deployer.rollout.RolloutLimits;
import dev.migrationgate.deployer.rollout.RolloutMachine;
import dev.migrationgate.deployer.rollout.RolloutState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutLoadTest {
    private static final Clock CLOCK = Clock.fixed(Deployments.START, ZoneOffset.UTC);

    private final RolloutMachine machine = new RolloutMachine(RolloutLimits.within(Duration.ofMinutes(15)));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private RolloutState state = machine.initial("app");

    @Test
    void rolloutsCountInTheirPhaseWithThoseThatWaitBehindThem() {
        hear(new RolloutInput.GateOpened(Deployments.applied(1)));
        hear(new RolloutInput.GateOpened(Deployments.applied(2)));
        hear(new RolloutInput.Troubled(Deployments.applied(1).deploymentId(), "UNAVAILABLE"));

        new RolloutLoad(List.of(state, machine.initial("idle"))::forEach, CLOCK).register(registry);

        assertThat(gauge("gate.rollouts.under.way", "phase", "checking-evidence"))
                .isEqualTo(1);
        assertThat(gauge("gate.rollouts.under.way", "phase", "awaiting-ready")).isZero();
        assertThat(gauge("gate.rollouts.waiting", "behind", "checking-evidence"))
                .isEqualTo(1);
        assertThat(registry.get("gate.rollouts.delayed").gauge().value()).isEqualTo(1);
    }

    @Test
    void statesThatAreBeingMovedLeaveTheLastFigures() {
        new RolloutLoad(
                        _ -> {
                            throw new IllegalStateException("being moved");
                        },
                        CLOCK)
                .register(registry);

        assertThat(Phase.WORDS)
                .allSatisfy(phase -> assertThat(gauge("gate.rollouts.under.way", "phase", phase))
                        .isZero());
    }

    private double gauge(String name, String tag, String value) {
        return registry.get(name).tag(tag, value).gauge().value();
    }

    private void hear(RolloutInput input) {
        state = machine.step(state, input, Deployments.START).state();
    }
}
