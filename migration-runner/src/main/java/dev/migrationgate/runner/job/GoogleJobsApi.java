package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.DeleteJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.google.GoogleCloud;

/** Cloud Run through Google's clients. Calls return once they are accepted; nothing waits for an operation. */
final class GoogleJobsApi implements JobsApi {
    private final GoogleCloud google;

    GoogleJobsApi(GoogleCloud google) {
        this.google = google;
    }

    @Override
    public void create(CreateJobRequest request) {
        var _ = google.jobs().createJobCallable().call(request);
    }

    @Override
    public void delete(String name) {
        var request = DeleteJobRequest.newBuilder().setName(name).build();
        var _ = google.jobs().deleteJobCallable().call(request);
    }

    @Override
    public Job job(String name) {
        return google.jobs().getJob(name);
    }

    @Override
    public Execution execution(String name) {
        return google.executions().getExecution(name);
    }

    @Override
    public void cancel(String execution) {
        var request = CancelExecutionRequest.newBuilder().setName(execution).build();
        var _ = google.executions().cancelExecutionCallable().call(request);
    }
}
