package dev.migrationgate.runner.lane;

import dev.migrationgate.trace.TracedWork;
import java.util.List;
import java.util.Optional;

/** Something to do in the world. Idempotent: the names of what it makes are known before. */
public sealed interface LaneEffect {

    /**
     * Makes the database ready for the application; answered by one of the {@code Database…} observations.
     *
     * @param anew whether everything is to be carried out even if it was before: a failed migration may have left anything
     * @param rotation id of a rotation that a person asked for; its passwords are made once, however often this is asked for
     */
    record PrepareDatabase(
            Tenure tenure,
            String applicationId,
            String cloudProject,
            DatabaseAccess access,
            boolean anew,
            Optional<String> rotation)
            implements LaneEffect {}

    /**
     * Holds the database against what the manifest declares, and changes nothing; answered by {@code DatabaseChecked}, {@code
     * DatabaseFailed} or {@code DatabaseUnclear}.
     */
    record CheckDatabase(Tenure tenure, String applicationId, String cloudProject, DatabaseAccess access)
            implements LaneEffect {}

    /**
     * Starts the attempt's execution, or finds it; answered by {@code ExecutionStarted}, {@code StartDenied},
     * {@code StartRefused}, {@code StartThrottled}, {@code StartUnclear} or {@code ExecutionUnknown}.
     *
     * @param databaseSecrets the variables that get the migrator's connection strings
     * @param work the place in a trace that its container is told
     */
    record StartExecution(
            Tenure tenure,
            String applicationId,
            String version,
            String cloudProject,
            Migration migration,
            List<Migration.Variable> databaseSecrets,
            TracedWork work)
            implements LaneEffect {
        /** Copies the list. */
        public StartExecution {
            databaseSecrets = List.copyOf(databaseSecrets);
        }
    }

    /**
     * Looks whether a start has made an execution, and starts nothing; answered by {@code ExecutionStarted}, {@code
     * ExecutionAbsent}, {@code StartRefused} or {@code StartUnclear}.
     *
     * @param start what was asked for
     */
    record LookForExecution(StartExecution start) implements LaneEffect {}

    /** Watches an execution to its end; answered by {@code ExecutionEnded} or {@code ExecutionUnknown}. */
    record WatchExecution(Tenure tenure, ExecutionRef execution) implements LaneEffect {}

    /** Asks the platform to cancel an execution; answered by nothing, as only the end that is seen counts. */
    record CancelExecution(Tenure tenure, ExecutionRef execution) implements LaneEffect {}

    /** Deletes the job of an attempt that ended; answered by {@code JobDeleted}, or asked for again. */
    record DeleteJob(String deploymentId, int attempt, String cloudProject, String region) implements LaneEffect {}
}
