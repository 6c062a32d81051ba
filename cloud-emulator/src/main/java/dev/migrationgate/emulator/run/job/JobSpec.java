package dev.migrationgate.emulator.run.job;

import com.google.cloud.run.v2.ExecutionTemplate;
import com.google.cloud.run.v2.Job;
import com.google.cloud.run.v2.TaskTemplate;
import com.google.protobuf.Duration;
import dev.migrationgate.emulator.call.Refusal;
import dev.migrationgate.emulator.run.container.Rules;
import java.util.Optional;

/** Checks what a job asks for and fills in Cloud Run's defaults. Pure. */
final class JobSpec {
    /** Each attempt may run ten minutes (https://cloud.google.com/run/docs/configuring/task-timeout). */
    private static final Duration DEFAULT_TIMEOUT =
            Duration.newBuilder().setSeconds(600).build();

    private static final long LONGEST_TIMEOUT_SECONDS = 168 * 3600;
    /** https://cloud.google.com/run/docs/configuring/max-retries. */
    private static final int DEFAULT_RETRIES = 3;

    private JobSpec() {}

    /** The user's part of a job, complete; INVALID_ARGUMENT if something is wrong with it. */
    static Job checked(Job sent, String jobId) {
        Rules.id("job_id", jobId, 63);
        Rules.labels("job.labels", sent.getLabelsMap());
        Rules.annotations("job.annotations", sent.getAnnotationsMap());
        ExecutionTemplate template = sent.getTemplate();
        Rules.labels("job.template.labels", template.getLabelsMap());
        Rules.annotations("job.template.annotations", template.getAnnotationsMap());
        Rules.containers(
                "job.template.template.containers", template.getTemplate().getContainersList());
        token(sent).ifPresent(token -> checkToken(token, jobId));
        if (template.getTaskCount() < 0 || template.getParallelism() < 0) {
            throw Refusal.invalid("job.template", "task_count and parallelism must not be negative");
        }
        return sent.toBuilder()
                .setTemplate(template.toBuilder()
                        .setTaskCount(Math.max(1, template.getTaskCount()))
                        .setTemplate(withDefaults(template.getTemplate())))
                .build();
    }

    /** The suffix of the execution that the job itself asks for. */
    static Optional<String> token(Job job) {
        return switch (job.getCreateExecutionCase()) {
            case START_EXECUTION_TOKEN -> Optional.of(job.getStartExecutionToken());
            case RUN_EXECUTION_TOKEN -> Optional.of(job.getRunExecutionToken());
            case CREATEEXECUTION_NOT_SET -> Optional.empty();
        };
    }

    private static void checkToken(String token, String jobId) {
        if (!token.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw Refusal.invalid(
                    "execution token", "must be lowercase letters, digits and hyphens, was '%s'".formatted(token));
        }
        if (token.length() + jobId.length() >= 63) {
            throw Refusal.invalid(
                    "execution token", "the job's name and the token together must have fewer than 63 characters");
        }
    }

    private static TaskTemplate withDefaults(TaskTemplate template) {
        TaskTemplate.Builder complete = template.toBuilder();
        if (!template.hasMaxRetries()) {
            complete.setMaxRetries(DEFAULT_RETRIES);
        }
        if (!template.hasTimeout()) {
            complete.setTimeout(DEFAULT_TIMEOUT);
        }
        long seconds = complete.getTimeout().getSeconds();
        if (seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
            throw Refusal.invalid("job.template.template.timeout", "must be from 1 s to 168 h");
        }
        if (complete.getMaxRetries() < 0 || complete.getMaxRetries() > 10) {
            throw Refusal.invalid("job.template.template.max_retries", "must be from 0 to 10");
        }
        return complete.build();
    }
}
