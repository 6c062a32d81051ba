package dev.migrationgate.emulator.operation;

import com.google.longrunning.DeleteOperationRequest;
import com.google.longrunning.GetOperationRequest;
import com.google.longrunning.ListOperationsRequest;
import com.google.longrunning.ListOperationsResponse;
import com.google.longrunning.Operation;
import com.google.longrunning.OperationsGrpc.OperationsImplBase;
import com.google.longrunning.WaitOperationRequest;
import com.google.protobuf.Empty;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code google.longrunning.Operations}: get, wait, list, delete. */
public final class OperationsService extends OperationsImplBase {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final long LOOK_AGAIN_MILLIS = 20;

    private final Operations operations;
    private final Calls calls;

    /** Over the operations that all other services begin. */
    public OperationsService(Operations operations, Calls calls) {
        this.operations = operations;
        this.calls = calls;
    }

    @Override
    public void getOperation(GetOperationRequest request, StreamObserver<Operation> answer) {
        calls.read(answer, () -> find(request.getName()));
    }

    @Override
    public void waitOperation(WaitOperationRequest request, StreamObserver<Operation> answer) {
        Duration limit = request.hasTimeout()
                ? Duration.ofSeconds(
                        request.getTimeout().getSeconds(), request.getTimeout().getNanos())
                : LONGEST_WAIT;
        calls.read(answer, () -> await(request.getName(), limit));
    }

    @Override
    public void listOperations(ListOperationsRequest request, StreamObserver<ListOperationsResponse> answer) {
        calls.read(answer, () -> {
            String prefix = request.getName().replaceFirst("/operations$", "") + "/operations/";
            if (!request.getFilter().isEmpty()) {
                throw Refusal.invalid("filter", "is not supported by the emulator");
            }
            List<Operation> all = operations.store().all().stream()
                    .filter(operation -> operation.getName().startsWith(prefix))
                    .toList();
            Page<Operation> page = Page.of(all, request.getPageSize(), request.getPageToken(), Operation::getName);
            return ListOperationsResponse.newBuilder()
                    .addAllOperations(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    @Override
    public void deleteOperation(DeleteOperationRequest request, StreamObserver<Empty> answer) {
        calls.change("google.longrunning.Operations/DeleteOperation", request.getName(), answer, () -> {
            if (operations.store().remove(request.getName()).isEmpty()) {
                throw missing(request.getName());
            }
            return Empty.getDefaultInstance();
        });
    }

    private Operation find(String name) {
        ResourceName.parse("name", name, "projects", "locations", "operations");
        return operations.store().find(name).orElseThrow(() -> missing(name));
    }

    private Operation await(String name, Duration limit) {
        Instant end = Instant.now().plus(limit.compareTo(LONGEST_WAIT) < 0 ? limit : LONGEST_WAIT);
        Operation operation = find(name);
        while (!operation.getDone() && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return operation;
            }
            operation = find(name);
        }
        return operation;
    }

    private static RuntimeException missing(String name) {
        return Refusal.notFound("Operation", name);
    }
}
