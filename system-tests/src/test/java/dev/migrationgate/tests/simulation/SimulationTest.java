package dev.migrationgate.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.deployer.rollout.RolloutEvent;
import dev.migrationgate.runner.lane.LaneEvent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The promises under every fault that can be simulated. {@code -Dsimulation.seed=N} begins with another world and {@code
 * -Dsimulation.steps=N} goes on for longer; the seed of a broken world replays it, with {@code -Dsimulation.trace=true} event by event.
 */
class SimulationTest {
    private static final long SEED = Long.getLong("simulation.seed", 1);
    private static final long STEPS = Long.getLong("simulation.steps", 1_000_000);
    /** Below this, chance may leave a kind of event out. */
    private static final long ENOUGH_FOR_ALL = 100_000;

    @Test
    void noPromiseIsBroken() {
        System.out.printf("simulating %,d steps from seed %d%n", STEPS, SEED);

        Simulation.Outcome outcome = Simulation.run(SEED, STEPS, new Parts());

        System.out.printf(
                "simulated %,d steps with faults, %,d to come to rest: %s%n",
                outcome.steps(), outcome.resting(), outcome.tally());
        assertThat(outcome.broken()).isEmpty();
        if (STEPS >= ENOUGH_FOR_ALL) {
            assertThat(outcome.tally().keySet()).containsAll(everyKindOfEvent());
        }
    }

    @Test
    void aSeedReplaysExactly() {
        Simulation.Outcome once = Simulation.run(SEED, 20_000, new Parts());
        Simulation.Outcome again = Simulation.run(SEED, 20_000, new Parts());

        assertThat(again).isEqualTo(once);
    }

    private static List<String> everyKindOfEvent() {
        return Stream.concat(
                        kinds("runner ", LaneEvent.class.getPermittedSubclasses()),
                        kinds("deployer ", RolloutEvent.class.getPermittedSubclasses()))
                .toList();
    }

    /** All but what only megabytes of waiting requests lead to, which the simulated ones are too small for. */
    private static Stream<String> kinds(String who, Class<?>[] events) {
        return Arrays.stream(events)
                .filter(event -> event != RolloutEvent.TurnedAway.class)
                .map(event -> who + event.getSimpleName());
    }
}
