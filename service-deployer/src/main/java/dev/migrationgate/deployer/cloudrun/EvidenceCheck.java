package dev.migrationgate.deployer.cloudrun;

import com.google.cloud.run.v2.Execution;
import com.google.cloud.run.v2.Job;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks whether a success holds: nobody's word suffices, Cloud Run itself must show the execution that succeeded, for this
 * deployment, with the image that the request names.
 */
final class EvidenceCheck {
    /** Ids that the runner puts into names as they are; of others it takes a digest. */
    private static final Pattern ID_IN_JOB = Pattern.compile("[a-z0-9]{20}");

    private final RunApi api;

    EvidenceCheck(RunApi api) {
        this.api = api;
    }

    /**
     * Looks.
     *
     * @return accepted; refused, where what Cloud Run shows contradicts it; unseen, where it does not show enough (yet): a read
     *     may be older than what was written, and what is not known is not success
     */
    RolloutInput check(Deployment deployment) {
        return switch (deployment.outcome()) {
            case APPLIED ->
                deployment
                        .evidence()
                        .map(evidence -> applied(deployment, evidence))
                        .orElseGet(() ->
                                refused(deployment, "a migration is said to be applied, but no execution is named"));
            case NOT_REQUIRED ->
                verdict(
                        deployment,
                        deployment
                                .migrationImage()
                                .map(image ->
                                        "no migration is said to be required, but the request asks for " + image));
            // A person's decision, which only the runner's events carry: there is nothing in Cloud Run to compare it
            // with. But nobody can leave out what there is not.
            case SKIPPED ->
                deployment.migrationImage().isPresent()
                        ? verdict(deployment, Optional.empty())
                        : refused(deployment, "a migration is said to be skipped, but the request has none");
        };
    }

    private RolloutInput applied(Deployment deployment, Evidence evidence) {
        String jobs = deployment.service().parent() + "/jobs/";
        if (!evidence.job().startsWith(jobs) || !evidence.execution().startsWith(evidence.job() + "/executions/")) {
            return refused(
                    deployment,
                    "execution " + evidence.execution() + " is none of the deployment's project and region");
        }
        if (!namedFor(deployment, evidence.job().substring(jobs.length()))) {
            return refused(deployment, "job " + evidence.job() + " is named for another deployment");
        }
        Optional<Execution> execution = api.execution(evidence.execution());
        Optional<Job> job = api.job(evidence.job());
        if (execution.isEmpty() || job.isEmpty()) {
            return unseen(deployment, "execution " + evidence.execution() + " does not exist", false);
        }
        if (Conditions.completed(execution.get()).filter(Conditions::decided).isEmpty()) {
            return unseen(deployment, "execution " + evidence.execution() + " is not completed", true);
        }
        return verdict(
                deployment,
                notSucceeded(execution.get())
                        .or(() -> notOurs(deployment, job.get()))
                        .or(() -> otherEpoch(evidence, job.get()))
                        .or(() -> otherImage(deployment, evidence, execution.get())));
    }

    /**
     * The runner names an attempt's job {@code m-<first 20 characters of the id>-a<attempt>}. Known without looking, so that what is
     * claimed for another deployment's job does not wait for that one to be seen.
     */
    private static boolean namedFor(Deployment deployment, String jobId) {
        String id = deployment.deploymentId();
        return !ID_IN_JOB.matcher(id).lookingAt() || jobId.startsWith("m-" + id.substring(0, 20) + "-a");
    }

    private static RolloutInput verdict(Deployment deployment, Optional<String> refusal) {
        return refusal.map(reason -> refused(deployment, reason))
                .orElseGet(() -> new RolloutInput.EvidenceAccepted(deployment.deploymentId(), deployment.gateId()));
    }

    private static RolloutInput refused(Deployment deployment, String reason) {
        return new RolloutInput.EvidenceRefused(deployment.deploymentId(), deployment.gateId(), reason);
    }

    private static RolloutInput unseen(Deployment deployment, String what, boolean running) {
        return new RolloutInput.EvidenceUnseen(deployment.deploymentId(), deployment.gateId(), what, running);
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

    /**
     * A runner that lost its lane, and goes on writing, names an earlier epoch than that in which the job was made. A later one is
     * right where a lane's state was built anew; none (0) is told by earlier versions.
     */
    private static Optional<String> otherEpoch(Evidence evidence, Job job) {
        String made = job.getLabelsOrDefault(Marks.EPOCH, "0");
        boolean earlier =
                evidence.laneEpoch() != 0 && made.matches("[0-9]{1,18}") && evidence.laneEpoch() < Long.parseLong(made);
        return earlier
                ? Optional.of("the event is of the lane's epoch %d, job %s of the later %s"
                        .formatted(evidence.laneEpoch(), job.getName(), made))
                : Optional.empty();
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
