package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Execution;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.Evidence;
import dev.migrationgate.deployer.rollout.GateOutcome;
import dev.migrationgate.deployer.rollout.RolloutInput;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class EvidenceCheckTest {
    private final World world = new World();
    private final Deployment applied = Deployments.applied(1);
    private final Evidence evidence = applied.evidence().orElseThrow();
    private final EvidenceCheck check = new EvidenceCheck(world.run);

    @Test
    void aSucceededExecutionOfTheDeploymentIsAccepted() {
        world.migrated(applied, evidence);

        assertThat(check.check(applied))
                .isEqualTo(new RolloutInput.EvidenceAccepted(applied.deploymentId(), applied.gateId()));
    }

    @Test
    void anExecutionThatIsNotSeenDecidesNothing() {
        assertUnseen("does not exist");
    }

    @Test
    void anExecutionWhoseJobIsNotSeenDecidesNothing() {
        world.migrated(applied, evidence);
        world.run.jobs.clear();

        assertUnseen("does not exist");
    }

    @Test
    void anExecutionOfAnotherDeploymentIsNoEvidence() {
        world.migrated(Deployments.applied(2), evidence);

        assertRefused(applied, "belongs to " + Deployments.applied(2).deploymentId());
    }

    @Test
    void anExecutionThatFailedIsNoEvidence() {
        execution(found -> found.clearConditions()
                .addConditions(Condition.newBuilder()
                        .setType("Completed")
                        .setState(Condition.State.CONDITION_FAILED)
                        .setMessage("exit 1")));

        assertRefused(applied, "did not succeed: Completed: exit 1");
    }

    @Test
    void anExecutionThatIsSeenToRunDecidesNothingYet() {
        execution(found -> found.clearConditions().setSucceededCount(0));

        assertUnseen("is not completed");
    }

    @Test
    void anExecutionWithoutASucceededTaskIsNoEvidence() {
        execution(found -> found.setSucceededCount(0));

        assertRefused(applied, "0 of 1 tasks");
    }

    @Test
    void anExecutionOfAnotherImageIsNoEvidence() {
        execution(found -> {
            found.getTemplateBuilder().getContainersBuilder(0).setImage("other");
            return found;
        });

        assertRefused(applied, "the execution ran other");
    }

    @Test
    void evidenceThatNamesAnotherImageThanTheRequestIsRefused() {
        Evidence forged = new Evidence(evidence.job(), evidence.execution(), "other", 1);
        world.migrated(applied, forged);

        assertRefused(
                Deployments.with(1, GateOutcome.APPLIED, Optional.of(forged), applied.migrationImage()),
                "the request asks for migration image " + Deployments.MIGRATION_IMAGE);
    }

    @Test
    void anEventOfAnotherEpochThanItsJobIsRefused() {
        world.migrated(applied, evidence);
        world.run.jobs.computeIfPresent(
                evidence.job(),
                (_, job) -> job.toBuilder().putLabels(Marks.EPOCH, "2").build());

        assertRefused(applied, "the event is of the lane's epoch 1, job " + evidence.job() + " of the later 2");
    }

    @Test
    void anExecutionOfAnotherProjectIsNoEvidence() {
        String job = evidence.job().replace("payment-gateway-production", "somebody-elses");
        Evidence foreign = new Evidence(job, job + "/executions/run", evidence.image(), 1);
        world.migrated(applied, foreign);

        assertRefused(
                Deployments.with(1, GateOutcome.APPLIED, Optional.of(foreign), applied.migrationImage()),
                "is none of the deployment's project and region");
    }

    @Test
    void anAppliedMigrationWithoutAnExecutionIsRefused() {
        assertRefused(
                Deployments.with(1, GateOutcome.APPLIED, Optional.empty(), applied.migrationImage()),
                "no execution is named");
    }

    @Test
    void anAppliedMigrationThatTheRequestDoesNotAskForIsRefused() {
        world.migrated(applied, evidence);

        assertRefused(
                Deployments.with(1, GateOutcome.APPLIED, Optional.of(evidence), Optional.empty()),
                "the request asks for migration image none");
    }

    @Test
    void noMigrationIsRequiredOnlyWhereTheRequestAsksForNone() {
        assertThat(check.check(Deployments.notRequired(1))).isInstanceOf(RolloutInput.EvidenceAccepted.class);
        assertRefused(
                Deployments.with(1, GateOutcome.NOT_REQUIRED, Optional.empty(), applied.migrationImage()),
                "no migration is said to be required");
    }

    @Test
    void aMigrationThatAPersonLeftOutIsAccepted() {
        assertThat(check.check(Deployments.with(1, GateOutcome.SKIPPED, Optional.empty(), applied.migrationImage())))
                .isInstanceOf(RolloutInput.EvidenceAccepted.class);
    }

    @Test
    void nobodyLeavesOutAMigrationThatThereIsNot() {
        assertRefused(
                Deployments.with(1, GateOutcome.SKIPPED, Optional.empty(), Optional.empty()),
                "a migration is said to be skipped, but the request has none");
    }

    private void execution(UnaryOperator<Execution.Builder> change) {
        world.migrated(applied, evidence);
        Execution.Builder execution = World.succeeded(evidence).toBuilder();
        world.run.executions.put(evidence.execution(), change.apply(execution).build());
    }

    private void assertRefused(Deployment deployment, String reason) {
        assertThat(check.check(deployment))
                .isInstanceOfSatisfying(
                        RolloutInput.EvidenceRefused.class,
                        refused -> assertThat(refused.message()).contains(reason));
    }

    private void assertUnseen(String reason) {
        assertThat(check.check(applied))
                .isInstanceOfSatisfying(
                        RolloutInput.EvidenceUnseen.class,
                        unseen -> assertThat(unseen.message()).contains(reason));
    }
}
