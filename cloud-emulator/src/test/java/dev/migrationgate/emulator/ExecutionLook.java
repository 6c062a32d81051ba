package dev.migrationgate.emulator;

import static dev.migrationgate.emulator.TestCloud.PROJECT;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Task;
import com.google.logging.v2.ListLogEntriesRequest;
import com.google.logging.v2.LogEntry;
import java.util.List;
import java.util.stream.StreamSupport;

/** Looks at executions from outside, as the gate does. */
record ExecutionLook(TestCloud cloud) {

    /** Names of executions, in the order in which they are listed. */
    List<String> executions(String parent) {
        return StreamSupport.stream(
                        cloud.clients()
                                .executions()
                                .listExecutions(parent)
                                .iterateAll()
                                .spliterator(),
                        false)
                .map(Execution::getName)
                .toList();
    }

    /** What an execution has said, both streams. */
    List<String> texts(String execution) {
        return entries(execution, "").stream()
                .filter(entry -> !entry.getLogName().endsWith("varlog%2Fsystem"))
                .map(LogEntry::getTextPayload)
                .toList();
    }

    /** Lines of an execution that also fit the rest of a filter. */
    List<LogEntry> entries(String execution, String more) {
        ListLogEntriesRequest request = ListLogEntriesRequest.newBuilder()
                .addResourceNames(PROJECT)
                .setFilter("resource.type=\"cloud_run_job\" AND labels.\"run.googleapis.com/execution_name\"=\""
                        + execution + "\"" + more)
                .build();
        return StreamSupport.stream(
                        cloud.clients()
                                .logs()
                                .listLogEntries(request)
                                .iterateAll()
                                .spliterator(),
                        false)
                .toList();
    }

    /** An execution's first task. */
    Task task(Execution execution) {
        return cloud.clients()
                .tasks()
                .listTasks(execution.getName())
                .iterateAll()
                .iterator()
                .next();
    }

    /** The condition that tells how an execution ended. */
    static Condition completed(Execution execution) {
        return execution.getConditionsList().stream()
                .filter(condition -> condition.getType().equals("Completed"))
                .findFirst()
                .orElseThrow();
    }
}
