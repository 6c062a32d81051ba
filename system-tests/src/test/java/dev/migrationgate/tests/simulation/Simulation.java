package dev.migrationgate.tests.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Many small worlds, one after the other, each from a seed that follows from the first one's. */
final class Simulation {
    private static final int STEPS_OF_A_WORLD = 4_000;

    private Simulation() {}

    /**
     * What came of it.
     *
     * @param steps simulated with faults
     * @param resting steps that followed them without faults, until nothing was under way any more
     * @param tally how often each kind of event was written
     * @param broken the first promise that was broken
     */
    record Outcome(long steps, long resting, Map<String, Integer> tally, Optional<Broken> broken) {}

    /**
     * A broken promise.
     *
     * @param seed of the world in which; replays it alone
     * @param violation what was broken
     */
    record Broken(long seed, Auditor.Violation violation) {}

    /**
     * Runs, until a promise is broken.
     *
     * @param seed of the first world
     * @param steps at least so many with faults
     */
    static Outcome run(long seed, long steps, Parts parts) {
        Map<String, Integer> tally = new TreeMap<>();
        long done = 0;
        long resting = 0;
        for (long world = seed; done < steps; world++) {
            done += STEPS_OF_A_WORLD;
            try {
                resting += new World(world, parts, tally).live(STEPS_OF_A_WORLD);
            } catch (Auditor.Violation violation) {
                return new Outcome(done, resting, tally, Optional.of(new Broken(world, violation)));
            }
        }
        return new Outcome(done, resting, tally, Optional.empty());
    }
}
