package dev.migrationgate.deployer.cloudrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.gax.rpc.StatusCode;
import com.google.cloud.run.v2.Condition;
import com.google.cloud.run.v2.Service;
import com.google.cloud.run.v2.TrafficTargetAllocationType;
import com.google.cloud.run.v2.TrafficTargetStatus;
import dev.migrationgate.deployer.rollout.Deployment;
import dev.migrationgate.deployer.rollout.Deployments;
import dev.migrationgate.deployer.rollout.Failure;
import dev.migrationgate.deployer.rollout.RolloutEffect;
import dev.migrationgate.deployer.rollout.RolloutEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong without Cloud Run being at fault for it. */
class RolloutTroubleTest {
    private final World world = new World();
    private final Instant start = world.now;
    private Instant blindUntil = start;
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

    @Test
    void evidenceThatMayNotBeLookedAtIsMissingInTheEnd() throws InterruptedException {
        world.deploy(one);
        world.run.beforeReads(() -> {
            endsWithinADay();
            throw FakeRun.exception(StatusCode.Code.PERMISSION_DENIED);
        });

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.EVIDENCE_MISSING);
        assertThat(world.failure().failure().message()).contains("PERMISSION_DENIED");
        assertThat(world.now).isBefore(start.plus(Duration.ofMinutes(20)));
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void afterALongOutageOneRefusalDoesNotEndWhatPassedTheGate() throws InterruptedException {
        world.deploy(one);
        AtomicInteger refusals = new AtomicInteger();
        world.run.beforeReads(() -> {
            if (world.now.isBefore(start.plus(Duration.ofMinutes(20)))) {
                throw FakeRun.exception(StatusCode.Code.UNAVAILABLE);
            }
            if (refusals.getAndIncrement() == 0) {
                throw FakeRun.exception(StatusCode.Code.PERMISSION_DENIED);
            }
        });

        world.deploy(two);

        assertThat(refusals.get()).isGreaterThan(1);
        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @Test
    void whatIsNeverToBeSeenEndsThoughALookFailsNowAndThen() throws InterruptedException {
        world.deploy(one);
        AtomicInteger reads = new AtomicInteger();
        world.run.beforeReads(() -> {
            endsWithinADay();
            boolean away = reads.incrementAndGet() % 3 == 0;
            throw FakeRun.exception(away ? StatusCode.Code.UNAVAILABLE : StatusCode.Code.PERMISSION_DENIED);
        });

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.EVIDENCE_MISSING);
        assertThat(world.now).isBefore(start.plus(Duration.ofHours(1)));
    }

    @Test
    void anOutageBetweenTwoRefusalsIsNotCounted() throws InterruptedException {
        world.deploy(one);
        AtomicInteger refusals = new AtomicInteger();
        world.run.beforeReads(() -> {
            boolean away = refusals.get() > 0 && world.now.isBefore(start.plus(Duration.ofMinutes(20)));
            if (away) {
                throw FakeRun.exception(StatusCode.Code.UNAVAILABLE);
            }
            if (refusals.getAndIncrement() < 2) {
                throw FakeRun.exception(StatusCode.Code.PERMISSION_DENIED);
            }
        });

        world.deploy(two);

        assertThat(world.serving()).isEqualTo(Map.of(two.revisionName(), 100));
    }

    @ParameterizedTest
    @EnumSource(
            value = StatusCode.Code.class,
            names = {"RESOURCE_EXHAUSTED", "UNAVAILABLE", "DEADLINE_EXCEEDED"})
    void aQuotaOrAnOutageHoweverLongEndsNothing(StatusCode.Code code) throws InterruptedException {
        world.deploy(one);
        Set<Class<?>> met = new HashSet<>();
        world.run.beforeReads(() -> {
            endsWithinADay();
            // Once in each of its steps, for longer than the whole may take.
            if (met.add(world.asked.getLast().getClass())) {
                blindUntil = world.now.plus(Duration.ofHours(1));
            }
            if (world.now.isBefore(blindUntil)) {
                throw FakeRun.exception(code);
            }
        });

        world.deploy(two);

        assertThat(world.events).last().isInstanceOf(RolloutEvent.Deployed.class);
        assertThat(met).hasSize(4);
        assertThat(world.now).isAfter(start.plus(Duration.ofHours(4)));
    }

    @Test
    void aRevisionThatIsNeverReadyFailsAfterItsTimeThoughOneLookAtItFailed() throws InterruptedException {
        world.deploy(one);
        world.run.readiness(Condition.State.CONDITION_RECONCILING);
        AtomicInteger reads = new AtomicInteger();
        world.run.beforeReads(() -> {
            endsWithinADay();
            if (reads.incrementAndGet() % 10 == 0) {
                throw FakeRun.exception(StatusCode.Code.UNAVAILABLE);
            }
        });

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.NOT_READY);
        assertThat(reads.get()).isGreaterThan(20);
        assertThat(world.failure().failure().message()).contains("was not ready within");
        assertThat(world.now)
                .isBefore(start.plus(two.service().readinessLimit()).plus(Duration.ofMinutes(1)));
    }

    @Test
    void aServiceOfAnotherApplicationIsNotTouched() throws InterruptedException {
        world.deploy(one);

        world.deploy(Deployments.ofAnother(two));

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.REFUSED);
        assertThat(world.failure().failure().message()).contains("is that of " + one.applicationId());
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void aLateShiftOfWhatFailedMovesNothingOnceAnOlderOneWentOverIt() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(three.revisionName());
        world.deploy(three);
        world.run.neverServes(two.revisionName());
        world.deploy(two);
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));

        world.perform(new RolloutEffect.ShiftTraffic(three, Optional.empty()));

        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
        assertThat(Traffic.wants(world.service(), three.revisionName())).isFalse();
    }

    @Test
    void trafficThatMayNotBePutBackEndsTheRolloutAndIsSaid() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());
        world.run.beforeReads(this::endsWithinADay);
        world.run.beforeNextWrite(() -> {}); // creates
        world.run.beforeNextWrite(() -> {}); // shifts
        for (int time = 0; time < 1_000; time++) {
            world.run.refuseNext(StatusCode.Code.INVALID_ARGUMENT);
        }

        world.deploy(two);

        assertThat(world.failure().failure().reason()).isEqualTo(Failure.Reason.NOT_READY);
        assertThat(world.failure().failure().message())
                .contains("the route is not ready")
                .contains("the traffic is not known to be back")
                .contains("INVALID_ARGUMENT");
    }

    @Test
    void anOutageNeverEndsAWithdrawal() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());
        world.run.beforeNextWrite(() -> {}); // creates
        world.run.beforeNextWrite(() -> {}); // shifts
        for (int time = 0; time < 200; time++) {
            world.run.refuseNext(time % 4 == 0 ? StatusCode.Code.PERMISSION_DENIED : StatusCode.Code.UNAVAILABLE);
        }

        world.deploy(two);

        assertThat(world.failure().failure().message()).doesNotContain("not known to be back");
        assertThat(world.now).isAfter(start.plus(Duration.ofHours(1)));
        assertThat(world.serving()).isEqualTo(Map.of(one.revisionName(), 100));
    }

    @Test
    void trafficThatSomebodyMovedOnIsNotWaitedFor() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());
        world.run.beforeReads(() -> {
            endsWithinADay();
            if (withdrawn()) {
                moveTo("by-hand");
            }
        });

        world.deploy(two);

        assertThat(world.failure().failure())
                .isEqualTo(new Failure(Failure.Reason.NOT_READY, "Ready: the route is not ready"));
        assertThat(world.serving()).isEqualTo(Map.of("by-hand", 100));
    }

    @Test
    void trafficThatSomebodyMovedToWhatFailedEndsTheRolloutAndIsSaid() throws InterruptedException {
        world.deploy(one);
        world.run.neverServes(two.revisionName());
        world.run.beforeReads(() -> {
            endsWithinADay();
            if (withdrawn()) {
                moveTo(two.revisionName());
            }
        });

        world.deploy(two);

        assertThat(world.failure().failure().message())
                .contains("the traffic is not known to be back")
                .contains("is at " + two.revisionName() + "=100");
    }

    private boolean withdrawn() {
        return Optional.ofNullable(world.run.services.get(Deployments.service().resource()))
                .filter(service -> Marks.isWithdrawn(service, two))
                .isPresent();
    }

    private void moveTo(String revision) {
        world.run.meddle(
                world.service().getName(),
                service -> service.toBuilder()
                        .clearTraffic()
                        .clearTrafficStatuses()
                        .addAllTraffic(Traffic.all(revision).targets(Service.getDefaultInstance()))
                        .addTrafficStatuses(TrafficTargetStatus.newBuilder()
                                .setType(TrafficTargetAllocationType.TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION)
                                .setRevision(revision)
                                .setPercent(100))
                        .build());
    }

    private void endsWithinADay() {
        assertThat(world.now).isBefore(start.plus(Duration.ofDays(1)));
    }
}
