package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.IngressTraffic;
import com.google.cloud.run.v2.TrafficTarget;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.Failure;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudRunRolloutsTest {
    private final World world = new World();
    private final Deployment one = Deployments.applied(1);
    private final Deployment two = Deployments.applied(2);

    @Test
    void theFirstDeploymentCreatesTheServiceWithANamedRevision() throws InterruptedException {
        Instant start = world.now;

        world.deploy(one);

        assertThat(world.events)
                .containsExactly(new RolloutEvent.Deployed(one, "http://127.0.0.1/payment-api", start, start));
        assertThat(world.run.revisions).containsOnlyKeys(one.revision());
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
        assertThat(Traffic.wants(world.service(), one.revisionName())).isTrue();
    }

    @Test
    void theNextRevisionGetsNoTrafficBeforeItIsReady() throws InterruptedException {
        world.deploy(one);
        world.run.readiness(Condition.State.CONDITION_PENDING);
        List<Map<String, Integer>> meanwhile = new ArrayList<>();
        world.whileWaiting(() -> {
            meanwhile.add(world.serving());
            assertThat(world.service().getTrafficList())
                    .extracting(TrafficTarget::getRevision, TrafficTarget::getPercent, TrafficTarget::getTag)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(one.revisionName(), 100, ""),
                            org.assertj.core.groups.Tuple.tuple(two.revisionName(), 0, "candidate"));
            if (meanwhile.size() == 3) {
                world.run.readiness(Condition.State.CONDITION_SUCCEEDED);
            }
        });

        world.deploy(two);

        assertThat(meanwhile).hasSize(3).containsOnly(Map.of(one.revisionName(), 100));
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
        assertThat(world.service().getTrafficList()).hasSize(1);
        assertThat(world.events).last().isInstanceOf(RolloutEvent.Deployed.class);
    }

    @Test
    void aRevisionThatFailsLeavesTheOldOneServing() throws InterruptedException {
        world.deploy(one);
        world.run.readiness(Condition.State.CONDITION_FAILED);

        world.deploy(two);

        assertThat(world.failure().failure())
                .isEqualTo(new Failure(Failure.Reason.NOT_READY, "Ready: the container exited with 1"));
        assertThat(world.failure().revision()).contains(two.revision());
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void aRevisionThatIsNeverReadyLeavesTheOldOneServing() throws InterruptedException {
        world.deploy(one);
        world.run.readiness(Condition.State.CONDITION_PENDING);

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.NOT_READY);
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @ParameterizedTest
    @EnumSource(
            value = StatusCode.Code.class,
            names = {"UNAVAILABLE", "DEADLINE_EXCEEDED", "RESOURCE_EXHAUSTED", "INTERNAL", "ABORTED", "UNAUTHENTICATED"
            })
    void anAnswerThatIsLostBeforeOrAfterTheEffectChangesNothing(StatusCode.Code code) throws InterruptedException {
        world.deploy(one);
        Instant called = world.now;
        world.run.loseNextAnswer(code);
        world.run.refuseNext(code);
        world.run.loseNextAnswer(code);

        world.deploy(two);

        assertThat(world.events)
                .last()
                .isInstanceOfSatisfying(
                        RolloutEvent.Deployed.class,
                        deployed -> assertThat(deployed.updateCalledAt()).isEqualTo(called));
        assertThat(world.run.revisions).containsOnlyKeys(one.revision(), two.revision());
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @Test
    void theAnswerToTheFirstCreationMayBeLostToo() throws InterruptedException {
        world.run.loseNextAnswer(StatusCode.Code.UNAVAILABLE);

        world.deploy(one);

        assertThat(world.events).singleElement().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(world.run.revisions).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aCrashBeforeAnyObservationIsWrittenComesToTheSameEnd(int lost) throws InterruptedException {
        world.lostObservation = lost;

        world.deploy(one);

        assertThat(world.events).singleElement().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(world.run.revisions).hasSize(1);
        assertThat(world.run.writes).hasSize(2);
    }

    @Test
    void everyEffectMayRunAgainAfterTheEnd() throws InterruptedException {
        world.deploy(one);
        int writes = world.run.writes.size();

        for (RolloutEffect effect : List.copyOf(world.asked)) {
            world.perform(effect);
        }

        assertThat(world.run.writes).hasSize(writes);
        assertThat(world.events).hasSize(1);
    }

    @Test
    void noEffectOfAnOlderDeploymentTouchesTheNewerOnes() throws InterruptedException {
        world.deploy(one);
        List<RolloutEffect> late = List.copyOf(world.asked);
        world.deploy(two);
        int writes = world.run.writes.size();

        for (RolloutEffect effect : late) {
            world.perform(effect);
        }
        world.perform(new RolloutEffect.WithdrawTraffic(one, Optional.empty()));

        assertThat(world.run.writes).hasSize(writes);
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @Test
    void whatOthersChangedInBetweenIsKept() throws InterruptedException {
        world.deploy(one);
        world.run.beforeNextWrite(() -> world.run.meddle(
                world.service().getName(),
                service -> service.toBuilder()
                        .setIngress(IngressTraffic.INGRESS_TRAFFIC_INTERNAL_ONLY)
                        .build()));

        world.deploy(two);

        assertThat(world.events).last().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(world.service().getIngress()).isEqualTo(IngressTraffic.INGRESS_TRAFFIC_INTERNAL_ONLY);
    }

    @Test
    void aRefusalEndsTheRolloutInCloudRunsOwnWords() throws InterruptedException {
        world.deploy(one);
        world.run.refuseNext(StatusCode.Code.PERMISSION_DENIED);

        world.deploy(two);

        assertThat(world.failure().failure())
                .isEqualTo(new Failure(
                        Failure.Reason.REFUSED,
                        "CreateRevision of " + two.revisionName() + ": PERMISSION_DENIED: made up"));
        assertThat(world.failure().revision()).isEmpty();
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void aRevisionOfTheSameNameThatRunsSomethingElseIsNotTaken() throws InterruptedException {
        world.deploy(one);
        world.run.revisions.put(
                two.revision(),
                world.run.revisions.get(one.revision()).toBuilder()
                        .setName(two.revision())
                        .build());

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.REFUSED);
        assertThat(world.failure().failure().message())
                .contains("exists already")
                .contains(one.deploymentId());
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void aServiceThatBelongsToANewerDeploymentIsLeftAlone() throws InterruptedException {
        new World().deploy(two);
        World other = new World();
        other.deploy(two);
        world.run.services.putAll(other.run.services);
        world.run.revisions.putAll(other.run.revisions);

        world.deploy(one);

        assertThat(world.events).containsExactly(new RolloutEvent.Superseded(one, two.deploymentId(), world.now));
        assertThat(world.run.writes).isEmpty();
    }

    @Test
    void trafficThatDoesNotArriveIsPutBackBeforeTheFailureIsSaid() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());

        world.deploy(two);

        assertThat(world.failure().failure())
                .isEqualTo(new Failure(Failure.Reason.NOT_READY, "Ready: the route is not ready"));
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
        assertThat(Traffic.wants(world.service(), one.revisionName())).isTrue();
    }

    @Test
    void aShiftThatIsLateFindsThatItWasCalledOff() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());
        world.deploy(two);
        world.run.neverServes("none");
        int writes = world.run.writes.size();

        world.perform(new RolloutEffect.ShiftTraffic(two, Optional.empty()));

        assertThat(world.run.writes).hasSize(writes);
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void tagsOfOthersStayAndTheCandidateTagGoes() throws InterruptedException {
        world.deploy(one);
        world.run.meddle(
                world.service().getName(),
                service -> service.toBuilder()
                        .addTraffic(TrafficTarget.newBuilder()
                                .setRevision("payment-api-old")
                                .setTag("pinned"))
                        .build());

        world.deploy(two);

        assertThat(world.service().getTrafficList())
                .extracting(TrafficTarget::getTag)
                .containsExactly("", "pinned");
    }
}
