package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.run.v2.Condition;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes wrong without Cloud Run being at fault for it. */
class RolloutTroubleTest {
    private final World world = new World();
    private final Deployment one = Deployments.applied(1);
    private final Deployment two = Deployments.applied(2);
    private final Deployment three = Deployments.applied(3);

    @Test
    void anOlderOneIsDeployedAfterTheNewestNeverGotReady() throws InterruptedException {
        world.deploy(one);
        world.run.readiness(Condition.State.CONDITION_FAILED);
        world.deploy(three);
        world.run.readiness(Condition.State.CONDITION_SUCCEEDED);

        world.deploy(two);

        assertThat(world.events).last().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @Test
    void anOlderOneIsDeployedAfterTheNewestCouldNotTakeTraffic() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(three.revisionName());
        world.deploy(three);

        world.deploy(two);

        assertThat(world.events).last().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @Test
    void anOlderOneThatFailsOverAFailedOneLeavesWhatServed() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(three.revisionName());
        world.deploy(three);
        world.run.neverServes(two.revisionName());

        world.deploy(two);

        assertThat(world.events).last().isInstanceOf(RolloutEvent.DeployFailed.class);
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }
}
