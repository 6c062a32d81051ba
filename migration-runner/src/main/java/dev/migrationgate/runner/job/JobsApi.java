package dev.migrationgate.runner.job;

import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;

/**
 * What starting an execution needs of the Cloud Run Admin API. Every method throws {@link
 * com.google.api.gax.rpc.ApiException} for whatever is not an answer; after one of a call that changes something, only looking
 * tells whether it took effect.
 */
public interface JobsApi {

    /** The request with every version of a secret a number, so that all attempts to answer it run the same. */
    CreateJobRequest pinned(CreateJobRequest request);

    /** Asks for a job, and with its start token for an execution; returns once that is accepted. */
    void create(CreateJobRequest request);

    /** Asks for a job to be deleted, with its executions. */
    void delete(String name);

    /** A job by its full resource name. */
    Job job(String name);

    /** An execution by its full resource name. */
    Execution execution(String name);

    /** Asks for an execution to be cancelled. */
    void cancel(String execution);
}
