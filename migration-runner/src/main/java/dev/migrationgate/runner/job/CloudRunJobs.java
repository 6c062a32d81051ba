package dev.migrationgate.runner.job;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.CreateJobRequest;
import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.ExecutionReference;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.google.GoogleCloud;
import dev.migrationgate.google.WriteLimit;
import dev.migrationgate.host.EffectRunner;
import dev.migrationgate.runner.lane.ExecutionRef;
import dev.migrationgate.runner.lane.LaneEffect;
import dev.migrationgate.runner.lane.LaneEffect.StartExecution;
import dev.migrationgate.runner.lane.LaneObservation;
import dev.migrationgate.trace.span.Traces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts executions through Google's Cloud Run client: {@code CreateJob} with an id that follows from the attempt and
 * {@code start_execution_token}, so that job and execution have names before the call and a lost answer can be looked up. {@code
 * RunJob} is not used, because it has no request id.
 */
public final class CloudRunJobs implements JobLauncher {
    private static final Logger LOGGER = LoggerFactory.getLogger(CloudRunJobs.class);
    private static final int CANCEL_TRIES = 10;
    /**
     * How long after its decision a start may still begin. A process that was stopped for longer may have been replaced, and its
     * successor may know that nothing was started and have let the next migration go ahead.
     */
    private static final Duration FRESH = EffectRunner.TAKEOVER.dividedBy(2);

    private final JobsApi api;
    private final Clock clock;
    private final WriteLimit writes;
    private final Traces traces;
    private final Pause pause;
    private final Duration poll;
    private final int looks;

    /**
     * A launcher that calls Google's clients.
     *
     * @param google the clients
     * @param writes how many jobs may be made and deleted
     * @param traces where containers' spans belong
     * @param poll pause between two looks for an execution that its job has not made yet
     * @param looks how many looks before the answer is "unclear"
     */
    public CloudRunJobs(GoogleCloud google, Clock clock, WriteLimit writes, Traces traces, Duration poll, int looks) {
        this(new GoogleJobsApi(google), clock, writes, traces, Thread::sleep, poll, looks);
    }

    /**
     * A launcher on whatever answers like Cloud Run.
     *
     * @param pause between two looks
     * @param poll as above
     * @param looks as above
     */
    public CloudRunJobs(
            JobsApi api, Clock clock, WriteLimit writes, Traces traces, Pause pause, Duration poll, int looks) {
        this.api = api;
        this.traces = traces;
        this.writes = writes;
        this.clock = clock;
        this.pause = pause;
        this.poll = poll;
        this.looks = looks;
    }

    @Override
    public LaneObservation start(StartExecution effect, Instant decidedAt) throws InterruptedException {
        CreateJobRequest request = JobRequest.of(effect, traces.inside(effect.work()));
        String job = JobNames.job(request.getParent(), request.getJobId());
        if (!writes.take()) {
            return throttled(effect, false, "this process's limit of Cloud Run writes is used up");
        }
        try {
            CreateJobRequest pinned = api.pinned(request);
            // Last of all: between this and the call nothing may take time.
            if (clock.instant().isAfter(decidedAt.plus(FRESH))) {
                return unclear(effect, false, "not begun: it was decided more than " + FRESH + " ago");
            }
            api.create(pinned);
            return look(effect, job);
        } catch (ApiException error) {
            LOGGER.atDebug().addKeyValue("job", job).setCause(error).log("creating a job was not answered plainly");
            return found(effect, job, error);
        }
    }

    /** After any error but a plain success: is there a job of the name, and is it ours? */
    private LaneObservation found(StartExecution effect, String job, ApiException error) throws InterruptedException {
        String said = "creating " + job + ": " + Answer.text(error);
        boolean exhausted = exhausted(error);
        if (exhausted) {
            writes.exhausted();
        }
        try {
            String digest = api.job(job).getLabelsOrDefault(JobRequest.SPEC_LABEL, "");
            if (!digest.equals(JobRequest.digest(effect))) {
                String reason = job + " exists with another specification ('" + digest + "'); it is not ours to judge";
                return new LaneObservation.ExecutionUnknown(effect.tenure(), reason, false);
            }
            return look(effect, job);
        } catch (ApiException second) {
            Answer answer = Answer.of(error);
            boolean refused = answer == Answer.REFUSED || answer == Answer.MISSING;
            if (refused && Answer.of(second) == Answer.MISSING) {
                return Answer.sameForAll(error)
                        ? new LaneObservation.StartRefused(effect.tenure(), said)
                        : new LaneObservation.StartDenied(effect.tenure(), said);
            }
            String both = said + "; looking: " + Answer.text(second);
            return exhausted ? throttled(effect, false, both) : unclear(effect, false, both);
        }
    }

    @Override
    public LaneObservation look(LaneEffect.LookForExecution effect) {
        StartExecution start = effect.start();
        String job = JobRequest.job(start);
        try {
            return started(start, api.execution(JobNames.execution(job)));
        } catch (ApiException error) {
            return Answer.of(error) == Answer.MISSING
                    ? withoutExecution(start, job)
                    : unread(start, false, "looking for an execution of " + job, error);
        }
    }

    private LaneObservation withoutExecution(StartExecution start, String job) {
        try {
            return judged(start, api.job(job)).orElseGet(() -> unclear(start, true, job + " has no execution yet"));
        } catch (ApiException error) {
            return Answer.of(error) == Answer.MISSING
                    ? new LaneObservation.ExecutionAbsent(start.tenure())
                    : unread(start, false, "looking for " + job, error);
        }
    }

    /** The job exists: wait a little for its execution. */
    private LaneObservation look(StartExecution effect, String job) throws InterruptedException {
        String execution = JobNames.execution(job);
        for (int look = 0; look < looks; look++) {
            try {
                return started(effect, api.execution(execution));
            } catch (ApiException error) {
                if (Answer.of(error) != Answer.MISSING) {
                    return unread(effect, true, "reading " + execution, error);
                }
            }
            Optional<LaneObservation> judged = look % 10 == 9 ? judged(effect, job) : Optional.empty();
            if (judged.isPresent()) {
                return judged.get();
            }
            pause.rest(poll);
        }
        return unclear(effect, true, job + " has no execution yet");
    }

    private Optional<LaneObservation> judged(StartExecution effect, String job) {
        try {
            return judged(effect, api.job(job));
        } catch (ApiException _) {
            // The next look for the execution meets the same trouble, or none.
            return Optional.empty();
        }
    }

    /**
     * What the job itself says of its execution, which cannot be read. Where the job has made it, it was deleted before it was
     * ever seen: it ran for all that, and whoever watches it finds that it is gone. A job that failed before it made its execution,
     * for example because its image is missing, makes none any more.
     */
    private static Optional<LaneObservation> judged(StartExecution effect, Job job) {
        ExecutionReference latest = job.getLatestCreatedExecution();
        String execution = JobNames.execution(job.getName());
        if (!latest.getName().isEmpty()
                && execution.endsWith("/" + latest.getName().replaceFirst(".*/", ""))) {
            var ref = new ExecutionRef(job.getName(), execution, Times.of(latest.getCreateTime()));
            return Optional.of(new LaneObservation.ExecutionStarted(effect.tenure(), ref));
        }
        boolean failed = job.getTerminalCondition().getState() == Condition.State.CONDITION_FAILED
                && !job.getReconciling()
                && job.getExecutionCount() == 0;
        return failed
                ? Optional.of(new LaneObservation.StartRefused(
                        effect.tenure(),
                        job.getName() + ": " + job.getTerminalCondition().getMessage()))
                : Optional.empty();
    }

    private static LaneObservation started(StartExecution effect, Execution execution) {
        String name = execution.getName();
        ExecutionRef ref = new ExecutionRef(JobNames.jobOf(name), name, Times.of(execution.getCreateTime()));
        return new LaneObservation.ExecutionStarted(effect.tenure(), ref);
    }

    private static LaneObservation throttled(StartExecution effect, boolean created, String message) {
        return new LaneObservation.StartThrottled(effect.tenure(), created, message);
    }

    /** What a reading came to that was not answered plainly. */
    private static LaneObservation unread(StartExecution effect, boolean created, String what, ApiException error) {
        String message = what + ": " + Answer.text(error);
        return exhausted(error) ? throttled(effect, created, message) : unclear(effect, created, message);
    }

    private static boolean exhausted(ApiException error) {
        return error.getStatusCode().getCode() == StatusCode.Code.RESOURCE_EXHAUSTED;
    }

    private static LaneObservation unclear(StartExecution effect, boolean created, String message) {
        return new LaneObservation.StartUnclear(effect.tenure(), created, message);
    }

    @Override
    public boolean delete(LaneEffect.DeleteJob effect) {
        String parent = JobNames.parent(effect.cloudProject(), effect.region());
        String job = JobNames.job(parent, JobNames.jobId(effect.deploymentId(), effect.attempt()));
        if (!writes.take()) {
            return false;
        }
        try {
            api.delete(job);
            return true;
        } catch (ApiException error) {
            if (Answer.of(error) == Answer.MISSING) {
                return true;
            }
            if (exhausted(error)) {
                writes.exhausted();
            }
            LOGGER.atWarn()
                    .addKeyValue("job", job)
                    .addKeyValue("answer", Answer.text(error))
                    .log("a finished job cannot be deleted now");
            return false;
        }
    }

    @Override
    public void cancel(LaneEffect.CancelExecution effect) throws InterruptedException {
        for (int attempt = 0; attempt < CANCEL_TRIES; attempt++) {
            // It counts, but does not wait behind those that would start.
            writes.spend();
            if (cancelled(effect.execution().execution())) {
                return;
            }
            pause.rest(poll.multipliedBy(1L << attempt));
        }
    }

    /** Whether there was a plain answer; else it is worth another try, now or when the lane asks again. */
    private boolean cancelled(String execution) {
        try {
            api.cancel(execution);
            return true;
        } catch (ApiException error) {
            if (exhausted(error)) {
                writes.exhausted();
            }
            if (Answer.of(error) == Answer.UNCLEAR) {
                return false;
            }
            LOGGER.atWarn()
                    .addKeyValue("execution", execution)
                    .addKeyValue("answer", Answer.text(error))
                    .log("cancelling was refused");
            return true;
        }
    }
}
