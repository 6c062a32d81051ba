package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;

/**
 * Looks whether a success holds: nobody's word suffices, Cloud Run itself must show the execution that succeeded, for this
 * deployment, with the image that the request names.
 */
final class EvidenceCheck {
    private final RunApi api;

    EvidenceCheck(RunApi api) {
        this.api = api;
    }

    RolloutInput check(Deployment deployment) {
        String id = deployment.deploymentId();
        return refusal(deployment)
                .<RolloutInput>map(reason -> new RolloutInput.EvidenceRefused(id, reason))
                .orElseGet(() -> new RolloutInput.EvidenceAccepted(id));
    }

    private Optional<String> refusal(Deployment deployment) {
        return switch (deployment.outcome()) {
            case APPLIED ->
                deployment
                        .evidence()
                        .map(evidence -> refusal(deployment, evidence))
                        .orElseGet(() -> Optional.of("a migration is said to be applied, but no execution is named"));
            case NOT_REQUIRED ->
                deployment
                        .migrationImage()
                        .map(image -> "no migration is said to be required, but the request asks for " + image);
            // A person's decision, which only the runner's events carry: there is nothing in Cloud Run to compare it
            // with.
            case SKIPPED -> Optional.empty();
        };
    }

    private Optional<String> refusal(Deployment deployment, Evidence evidence) {
        String jobs = deployment.service().parent() + "/jobs/";
        if (!evidence.job().startsWith(jobs) || !evidence.execution().startsWith(evidence.job() + "/executions/")) {
            return Optional.of("execution " + evidence.execution() + " is none of the deployment's project and region");
        }
        Optional<Execution> execution = api.execution(evidence.execution());
        Optional<Job> job = api.job(evidence.job());
        if (execution.isEmpty() || job.isEmpty()) {
            return Optional.of("execution " + evidence.execution() + " does not exist");
        }
        return notSucceeded(execution.get())
                .or(() -> notOurs(deployment, job.get()))
                .or(() -> otherImage(deployment, evidence, execution.get()));
    }

    private static Optional<String> notSucceeded(Execution execution) {
        boolean succeeded =
                Conditions.completed(execution).filter(Conditions::succeeded).isPresent()
                        && execution.getTaskCount() == 1
                        && execution.getSucceededCount() == 1;
        return succeeded
                ? Optional.empty()
                : Optional.of("execution %s did not succeed: %s, %d of %d tasks"
                        .formatted(
                                execution.getName(),
                                Conditions.completed(execution)
                                        .map(Conditions::text)
                                        .orElse("not completed"),
                                execution.getSucceededCount(),
                                execution.getTaskCount()));
    }

    private static Optional<String> notOurs(Deployment deployment, Job job) {
        String owner = job.getLabelsMap().getOrDefault(Marks.DEPLOYMENT, "nobody");
        return owner.equals(deployment.deploymentId())
                ? Optional.empty()
                : Optional.of("job " + job.getName() + " belongs to " + owner);
    }

    private static Optional<String> otherImage(Deployment deployment, Evidence evidence, Execution execution) {
        String wanted = deployment.migrationImage().orElse("none");
        String ran = execution.getTemplate().getContainersCount() == 1
                ? execution.getTemplate().getContainers(0).getImage()
                : "not one container";
        return wanted.equals(ran) && wanted.equals(evidence.image())
                ? Optional.empty()
                : Optional.of("the request asks for migration image %s, the evidence names %s, the execution ran %s"
                        .formatted(wanted, evidence.image(), ran));
    }
}
