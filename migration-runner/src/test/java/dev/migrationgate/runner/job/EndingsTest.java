package dev.migrationgate.runner.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TaskAttemptResult;
import com.google.protobuf.Timestamp;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.Failure;
import dev.migrationgate.runner.lane.LaneEffect.WatchExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionEnded;
import dev.migrationgate.runner.lane.LaneObservation.ExecutionUnknown;
import dev.migrationgate.runner.lane.Tenure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final String JOB = "projects/p/locations/europe-west1/jobs/m-1-a1";
    private static final String EXECUTION = JOB + "/executions/m-1-a1-run";

    @Test
    void aConditionAndTaskCountsThatAgreeAreAVerdict() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_SUCCEEDED, 1, 0), Optional.empty()))
                .isInstanceOfSatisfying(
                        ExecutionEnded.class, end -> assertThat(end.failure()).isEmpty());
    }

    @Test
    void aSuccessWithoutASucceededTaskIsUnknown() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_SUCCEEDED, 0, 0), Optional.empty()))
                .isInstanceOf(ExecutionUnknown.class);
        assertThat(of(execution(State.CONDITION_SUCCEEDED, 1, 1), Optional.empty()))
                .isInstanceOf(ExecutionUnknown.class);
    }

    @Test
    void aFailureWithASucceededTaskIsUnknown() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_FAILED, 1, 0), Optional.empty()))
                .isInstanceOf(ExecutionUnknown.class);
        assertThat(of(execution(State.CONDITION_FAILED, 0, 1), Optional.of(task(State.CONDITION_SUCCEEDED, 0))))
                .isInstanceOfSatisfying(
                        ExecutionUnknown.class,
                        unknown -> assertThat(unknown.reason()).contains(EXECUTION, "contradicts itself", "tasks/0"));
    }

    @Test
    void aFailureSaysWhatItsTaskSays() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_FAILED, 0, 1), Optional.of(task(State.CONDITION_FAILED, 3))))
                .isInstanceOfSatisfying(
                        ExecutionEnded.class,
                        end -> assertThat(end.failure()).hasValueSatisfying(failure -> {
                            assertThat(failure.reason()).isEqualTo(Failure.EXIT_CODE);
                            assertThat(failure.exitCode()).contains(3);
                            assertThat(failure.logExcerpt()).containsExactly("last line");
                        }));
    }

    @Test
    void aFailureWhoseTaskCannotBeReadIsAFailure() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_FAILED, 0, 1), Optional.empty()))
                .isInstanceOfSatisfying(
                        ExecutionEnded.class,
                        end -> assertThat(end.failure()).map(Failure::reason).contains(Failure.EXECUTION));
    }

    @Test
    void aSuccessWhoseLogSaysOtherwiseIsUnknown() throws InterruptedException {
        assertThat(of(execution(State.CONDITION_SUCCEEDED, 1, 0), Optional.empty(), Set.of(1)))
                .isInstanceOfSatisfying(
                        ExecutionUnknown.class,
                        unknown -> assertThat(unknown.reason()).contains("contradicts its log", "succeeded", "[1]"));
        assertThat(of(execution(State.CONDITION_SUCCEEDED, 1, 0), Optional.empty(), Set.of(0)))
                .isInstanceOf(ExecutionEnded.class);
    }

    @Test
    void aFailureWhoseLogSaysOtherwiseIsUnknown() throws InterruptedException {
        Optional<Task> task = Optional.of(task(State.CONDITION_FAILED, 3));

        assertThat(of(execution(State.CONDITION_FAILED, 0, 1), task, Set.of(0)))
                .isInstanceOfSatisfying(
                        ExecutionUnknown.class,
                        unknown -> assertThat(unknown.reason()).contains("contradicts its log", "failed", "[0]"));
        assertThat(of(execution(State.CONDITION_FAILED, 0, 1), task, Set.of(3))).isInstanceOf(ExecutionEnded.class);
    }

    @Test
    void aContainerThatWasToldToStopMayEndWell() throws InterruptedException {
        Execution cancelled = execution(State.CONDITION_FAILED, 0, 0).toBuilder()
                .setCancelledCount(1)
                .build();

        assertThat(of(cancelled, Optional.of(task(State.CONDITION_FAILED, 0)), Set.of(0)))
                .isInstanceOf(ExecutionEnded.class);
    }

    private static LaneObservation of(Execution execution, Optional<Task> task) throws InterruptedException {
        return of(execution, task, Set.of());
    }

    private static LaneObservation of(Execution execution, Optional<Task> task, Set<Integer> exitCodes)
            throws InterruptedException {
        var details = new Endings.Details() {
            @Override
            public Optional<Task> task(String name) {
                return task;
            }

            @Override
            public List<String> lastLines(String name) {
                return List.of("last line");
            }

            @Override
            public Set<Integer> exitCodes(String name) {
                return exitCodes;
            }
        };
        var ref = new ExecutionRef(JOB, EXECUTION, Instant.EPOCH);
        return new Endings(details).of(new WatchExecution(new Tenure("1", 1, 1), ref), execution);
    }

    private static Execution execution(State state, int succeeded, int failed) {
        return Execution.newBuilder()
                .setName(EXECUTION)
                .addConditions(completed(state))
                .setSucceededCount(succeeded)
                .setFailedCount(failed)
                .setCompletionTime(Timestamp.newBuilder().setSeconds(1))
                .build();
    }

    private static Task task(State state, int exitCode) {
        return Task.newBuilder()
                .setName(EXECUTION + "/tasks/0")
                .addConditions(completed(state))
                .setLastAttemptResult(TaskAttemptResult.newBuilder().setExitCode(exitCode))
                .build();
    }

    private static Condition.Builder completed(State state) {
        return Condition.newBuilder().setType("Completed").setState(state);
    }
}
