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
     * @return {@code ExecutionStarted}, {@code StartRefused} or {@code StartDenied} (and nothing of the name existed), {@code StartThrottled} (a quota), {@code StartUnclear} (worth
     *     another try) or {@code ExecutionUnknown} (something else has the name)
     * @throws InterruptedException the caller is not needed any more
     */
    LaneObservation start(LaneEffect.StartExecution effect, Instant decidedAt) throws InterruptedException;

    /**
     * Looks for the execution that a start may have made. Asked only once no start can begin any more.
     *
     * @return {@code ExecutionStarted}, {@code ExecutionAbsent}, {@code StartRefused} (the job exists, and failed) or {@code
     *     StartUnclear} (worth another look)
     */
    LaneObservation look(LaneEffect.LookForExecution effect);

    /**
     * Deletes an ended attempt's job.
     *
     * @return whether there is none any more; false: worth another try, much later
     */
    boolean delete(LaneEffect.DeleteJob effect);

    /**
     * Asks for an execution to be cancelled, with a few tries. That it ends is for the watcher to see.
     *
     * @throws InterruptedException the caller is not needed any more
     */
    void cancel(LaneEffect.CancelExecution effect) throws InterruptedException;
}
