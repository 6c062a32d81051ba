package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.GetTaskRequest;
import com.google.cloud.run.v2.ListTasksRequest;
import com.google.cloud.run.v2.ListTasksResponse;
import com.google.cloud.run.v2.Task;
import com.google.cloud.run.v2.TasksGrpc.TasksImplBase;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code google.cloud.run.v2.Tasks}. */
final class TasksService extends TasksImplBase {
    private final JobStores stores;
    private final Calls calls;

    TasksService(JobStores stores, Calls calls) {
        this.stores = stores;
        this.calls = calls;
    }

    @Override
    public void getTask(GetTaskRequest request, StreamObserver<Task> answer) {
        calls.read(answer, () -> {
            ResourceName.parse("name", request.getName(), "projects", "locations", "jobs", "executions", "tasks");
            return stores.tasks()
                    .find(request.getName())
                    .orElseThrow(() -> Refusal.notFound("Task", request.getName()));
        });
    }

    @Override
    public void listTasks(ListTasksRequest request, StreamObserver<ListTasksResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent =
                    ResourceName.parse("parent", request.getParent(), "projects", "locations", "jobs", "executions");
            List<Task> all = stores.tasks().all().stream()
                    .filter(task -> parent.holds(task.getName()))
                    .toList();
            Page<Task> page = Page.of(
                    all,
                    request.getPageSize(),
                    request.getPageToken(),
                    task -> Page.newestFirst(task.getCreateTime(), task.getName()));
            return ListTasksResponse.newBuilder()
                    .addAllTasks(page.items())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }
}
