package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.DeleteJobRequest;
import com.google.cloud.run.v2.GetJobRequest;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.JobsGrpc.JobsImplBase;
import com.google.cloud.run.v2.ListJobsRequest;
import com.google.cloud.run.v2.ListJobsResponse;
import com.google.cloud.run.v2.RunJobRequest;
import com.google.cloud.run.v2.UpdateJobRequest;
import com.google.longrunning.Operation;
import dev.migrationgate.emulator.call.Calls;
import dev.migrationgate.emulator.call.Page;
import dev.migrationgate.emulator.call.ResourceName;
import io.grpc.stub.StreamObserver;
import java.util.List;

/** {@code google.cloud.run.v2.Jobs}. */
final class JobsService extends JobsImplBase {
    private static final String SERVICE = "google.cloud.run.v2.Jobs/";

    private final Jobs jobs;
    private final JobStores stores;
    private final Calls calls;

    JobsService(Jobs jobs, JobStores stores, Calls calls) {
        this.jobs = jobs;
        this.stores = stores;
        this.calls = calls;
    }

    @Override
    public void createJob(CreateJobRequest request, StreamObserver<Operation> answer) {
        String name = request.getParent() + "/jobs/" + request.getJobId();
        calls.change(SERVICE + "CreateJob", name, answer, () -> jobs.create(request));
    }

    @Override
    public void updateJob(UpdateJobRequest request, StreamObserver<Operation> answer) {
        calls.change(SERVICE + "UpdateJob", request.getJob().getName(), answer, () -> jobs.update(request));
    }

    @Override
    public void deleteJob(DeleteJobRequest request, StreamObserver<Operation> answer) {
        calls.change(
                SERVICE + "DeleteJob",
                request.getName(),
                answer,
                () -> jobs.delete(request.getName(), request.getEtag(), request.getValidateOnly()));
    }

    @Override
    public void runJob(RunJobRequest request, StreamObserver<Operation> answer) {
        calls.change(SERVICE + "RunJob", request.getName(), answer, () -> jobs.run(request));
    }

    @Override
    public void getJob(GetJobRequest request, StreamObserver<Job> answer) {
        calls.read(answer, () -> {
            ResourceName.parse("name", request.getName(), "projects", "locations", "jobs");
            return jobs.status(jobs.find(request.getName()));
        });
    }

    @Override
    public void listJobs(ListJobsRequest request, StreamObserver<ListJobsResponse> answer) {
        calls.read(answer, () -> {
            ResourceName parent = ResourceName.parse("parent", request.getParent(), "projects", "locations");
            List<Job> all = stores.jobs().all().stream()
                    .filter(job -> parent.holds(job.getName()))
                    .toList();
            Page<Job> page = Page.of(
                    all,
                    request.getPageSize(),
                    request.getPageToken(),
                    job -> Page.newestFirst(job.getCreateTime(), job.getName()));
            return ListJobsResponse.newBuilder()
                    .addAllJobs(page.items().stream().map(jobs::status).toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }
}
