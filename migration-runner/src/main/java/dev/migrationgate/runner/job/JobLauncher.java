package dev.migrationgate.runner.job;

import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneObservation;
import java.time.Instant;

/** Starts and cancels executions. Safe for several threads; every call may be made again. */
public interface JobLauncher {

    /**
     * Starts the attempt's execution, or finds the one that was started before.
     *
     * @param decidedAt when that was decided; what was decided too long ago is not begun
     * @return {@code ExecutionStarted}, {@code StartRefused} (and nothing of the name exists), {@code StartUnclear} (worth
     *     another try) or {@code ExecutionUnknown} (something else has the name)
     * @throws InterruptedException the caller is not needed any more
     */
    LaneObservation start(LaneEffect.StartExecution effect, Instant decidedAt) throws InterruptedException;

    /**
     * Asks for an execution to be cancelled, with a few tries. That it ends is for the watcher to see.
     *
     * @throws InterruptedException the caller is not needed any more
     */
    void cancel(LaneEffect.CancelExecution effect) throws InterruptedException;
}
