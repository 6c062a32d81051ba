package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.CancelExecutionRequest;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.DeleteJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.TaskTemplate;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.PinnedSecrets;

/** Cloud Run through Google's clients. Calls return once they are accepted; nothing waits for an operation. */
final class GoogleJobsApi implements JobsApi {
    private final GoogleCloud google;
    private final PinnedSecrets secrets;

    GoogleJobsApi(GoogleCloud google) {
        this.google = google;
        this.secrets = new PinnedSecrets(google);
    }

    @Override
    public CreateJobRequest pinned(CreateJobRequest request) {
        CreateJobRequest.Builder pinned = request.toBuilder();
        TaskTemplate.Builder task = pinned.getJobBuilder().getTemplateBuilder().getTemplateBuilder();
        for (int i = 0; i < task.getContainersCount(); i++) {
            task.setContainers(i, secrets.in(task.getContainers(i)));
        }
        return pinned.build();
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
