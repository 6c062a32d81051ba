package dev.migrationgate.quickstart.chaos.fault;

import java.time.Duration;

/** One thing that is done to the system. */
public sealed interface Disturbance {
    /** When, from the run's start. */
    Duration at();

    /** How long it lasts. */
    Duration lasts();

    /**
     * A process is ended with {@code kill -9} and started again afterwards.
     *
     * @param victim the process's name
     */
    record Kill(Duration at, String victim, Duration lasts) implements Disturbance {}

    /**
     * A process is stopped with SIGSTOP and goes on with SIGCONT afterwards.
     *
     * @param victim the process's name
     */
    record Freeze(Duration at, String victim, Duration lasts) implements Disturbance {}

    /**
     * Google Cloud answers badly.
     *
     * @param plan for the emulator: its fault rules, as JSON
     */
    record BadAnswers(Duration at, String plan, Duration lasts) implements Disturbance {}

    /** Google Cloud refuses to let executions be read. */
    record HideExecutions(Duration at, Duration lasts) implements Disturbance {}

    /** Somebody deletes an execution that runs. */
    record DeleteExecution(Duration at) implements Disturbance {
        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }
    }
}
