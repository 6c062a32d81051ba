package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Condition.ExecutionReason;
import com.google.cloud.run.v2.Condition.State;
import com.google.cloud.run.v2.DeleteExecutionRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionsGrpc.ExecutionsImplBase;
import com.google.cloud.run.v2.GetExecutionRequest;
import com.google.cloud.run.v2.ListExecutionsRequest;
import com.google.cloud.run.v2.ListExecutionsResponse;
import com.google.longrunning.Operation;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import dev.migrationgate.emulator.call.Times;
import dev.migrationgate.emulator.operation.Operations;
import dev.migrationgate.emulator.run.container.Rules;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** {@code google.cloud.run.v2.Executions}. */
final class ExecutionsService extends ExecutionsImplBase {
    private static final String SERVICE = "google.cloud.run.v2.Executions/";

    private final JobStores stores;
    private final Operations operations;
    private final ExecutionOperations waiting;
    private final Calls calls;
    private final Clock clock;

    ExecutionsService(JobStores stores, Operations operations, ExecutionOperations waiting, Calls calls, Clock clock) {
        this.stores = stores;
        this.operations = operations;
        this.waiting = waiting;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void getExecution(GetExecutionRequest request, StreamObserver<Execution> answer) {
        calls.read(answer, () -> find(request.getName()));
    }

    @Override
    public void listExecutions(ListExecutionsRequest request, StreamObserver<ListExecutionsResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects", "locations", "jobs");
            List<Execution> all = stores.executions().all().stream()
                    .filter(execution -> parent.holds(execution.getName()))
                    .toList();
            Page<Execution> page = Page.of(
                    all,
                    request.getPageSize(),
                    request.getPageToken(),
                    execution -> Page.newestFirst(execution.getCreateTime(), execution.getName()));
            return ListExecutionsResponse.newBuilder()
                    .addAllExecutions(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void cancelExecution(CancelExecutionRequest request, StreamObserver<Operation> answer) {
        calls.change(SERVICE + "CancelExecution", request.getName(), answer, () -> cancel(request));
    }

    @Override
    public void deleteExecution(DeleteExecutionRequest request, StreamObserver<Operation> answer) {
        calls.change(SERVICE + "DeleteExecution", request.getName(), answer, () -> {
            Execution execution = find(request.getName());
            Refusal.unlessCurrent(request.getName(), request.getEtag(), execution.getEtag());
            ResourceName location = Jobs.location(JobStores.parse(request.getName()));
            Execution deleted = execution.toBuilder()
                    .setDeleteTime(Times.timestamp(clock.instant()))
                    .build();
            if (request.getValidateOnly()) {
                return Operations.unrecorded(location, deleted);
            }
            stores.removeExecution(execution, clock.instant()); // its containers are stopped when that is seen
            return operations.done(location, deleted);
        });
    }

    /** Deletes what has not ended, each by a call of its own that nobody waits for; one that just went or ended is no trouble. */
    void deleteRunning() {
        stores.executions().all().stream()
                .filter(execution -> !execution.hasCompletionTime())
                .map(execution -> DeleteExecutionRequest.newBuilder()
                        .setName(execution.getName())
                        .setEtag(execution.getEtag())
                        .build())
                .forEach(request -> deleteExecution(request, new Unheard()));
    }

    private Operation cancel(CancelExecutionRequest request) {
        Execution execution = find(request.getName());
        Refusal.unlessCurrent(request.getName(), request.getEtag(), execution.getEtag());
        ResourceName location = Jobs.location(JobStores.parse(request.getName()));
        if (request.getValidateOnly()) {
            return Operations.unrecorded(location, execution);
        }
        Execution asked = stores.executions()
                .update(request.getName(), this::cancelling)
                .orElseThrow(() -> Refusal.notFound("Execution", request.getName()));
        Operation operation = waiting.begin(
                location,
                asked,
                Goal.ENDED,
                () -> stores.executions().find(request.getName()).orElse(asked));
        waiting.executionChanged(stores.executions().find(request.getName()).orElse(asked));
        return operations.current(operation);
    }

    private Execution cancelling(Execution execution) {
        if (execution.hasCompletionTime()) {
            throw Refusal.precondition(
                    "Execution '%s' has ended and cannot be cancelled.".formatted(execution.getName()));
        }
        Instant now = clock.instant();
        Condition condition = Conditions.of(
                        Conditions.COMPLETED, State.CONDITION_RECONCILING, "The execution is being cancelled.", now)
                .toBuilder()
                .setExecutionReason(ExecutionReason.CANCELLING)
                .build();
        Execution.Builder asked =
                execution.toBuilder().setUpdateTime(Times.timestamp(now)).setEtag(Rules.newEtag());
        ExecutionStatus.set(asked, condition);
        return asked.build();
    }

    private Execution find(String name) {
        JobStores.parse(name);
        return stores.executions().find(name).orElseThrow(() -> Refusal.notFound("Execution", name));
    }

    private static final class Unheard implements StreamObserver<Operation> {
        @Override
        public void onNext(Operation answer) {
            // Whoever deletes it does not wait.
        }

        @Override
        public void onError(Throwable refusal) {
            // In the audit record.
        }

        @Override
        public void onCompleted() {
            // Nothing follows.
        }
    }
}
