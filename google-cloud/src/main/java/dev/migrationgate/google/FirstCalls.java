package dev.migrationgate.google;

import com.google.api.gax.rpc.ApiException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Calls that only open what later calls need: clients, connection and classes take a second on a cold process. They read a name
 * that no project can have, so that any answer, a refusal above all, is as good as another.
 */
public final class FirstCalls {
    private static final String JOB = "projects/-/locations/-/jobs/none";
    private static final String SERVICE = "projects/-/locations/-/services/none";

    private FirstCalls() {}

    /** What starting and watching migrations needs. Blocks until each call was answered. */
    public static void ofJobs(GoogleCloud google) {
        make(
                google,
                List.of(
                        cloud -> cloud.jobs().getJob(JOB),
                        cloud -> cloud.executions().getExecution(JOB + "/executions/none"),
                        cloud -> cloud.executions().listExecutions(JOB).getPage(),
                        cloud -> cloud.tasks()
                                .listTasks(JOB + "/executions/none")
                                .getPage()));
    }

    /** What checking evidence and rolling out services needs. Blocks until each call was answered. */
    public static void ofServices(GoogleCloud google) {
        make(
                google,
                List.of(
                        cloud -> cloud.services().getService(SERVICE),
                        cloud -> cloud.revisions().getRevision(SERVICE + "/revisions/none"),
                        cloud -> cloud.jobs().getJob(JOB),
                        cloud -> cloud.executions().getExecution(JOB + "/executions/none")));
    }

    private static void make(GoogleCloud google, List<Consumer<GoogleCloud>> calls) {
        for (Consumer<GoogleCloud> call : calls) {
            try {
                call.accept(google);
            } catch (ApiException _) {
                // An answer; nothing of the name exists.
            }
        }
    }
}
