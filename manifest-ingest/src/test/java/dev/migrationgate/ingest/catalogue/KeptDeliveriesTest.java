package dev.migrationgate.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.intake.Deployment;
import dev.migrationgate.ingest.intake.SeenDelivery;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.DeploymentId;
import dev.migrationgate.manifests.Digest;
import dev.migrationgate.manifests.LaneId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeptDeliveriesTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final MemoryWindow WINDOW = new MemoryWindow(Duration.ofHours(24), Duration.ofDays(30));
    private static final ApplicationId APPLICATION = ApplicationId.parse("acme/retail/production/shop/orders");
    private static final ApplicationId OTHER = ApplicationId.parse("acme/retail/production/shop/invoices");
    private static final Digest BODY = Digest.of("a body");

    private Instant now = START;
    private final KeptDeliveries kept = new KeptDeliveries(WINDOW, () -> now);

    @Property
    void whatIsKeptInFewBytesIsGivenBackWhole(@ForAll String id, @ForAll String body, @ForAll boolean migration) {
        Deployment deployment = new Deployment(
                DeploymentId.derive(id, APPLICATION), APPLICATION, "1.0.0", LaneId.of(APPLICATION), migration, now);
        var seen = new SeenDelivery(Digest.of(body), List.of(deployment));
        var fresh = new KeptDeliveries(WINDOW, () -> now);

        fresh.keep(id, seen, now);

        assertThat(fresh.delivery(id)).contains(seen);
        assertThat(fresh.deployment(deployment.id().value())).contains(deployment);
    }

    @Test
    void aDeliveryIsKnownForItsWindowAndItsDeploymentsForTheirs() {
        Deployment deployment = keep("merge-1", APPLICATION);

        pass(Duration.ofHours(24).minusMillis(1));
        assertThat(kept.delivery("merge-1")).isPresent();

        pass(Duration.ofMillis(1));
        assertThat(kept.delivery("merge-1")).isEmpty();
        assertThat(kept.deployment(deployment.id().value())).contains(deployment);

        pass(Duration.ofDays(29));
        assertThat(kept.deployment(deployment.id().value())).isEmpty();
    }

    @Test
    void theRecordOfADeliveryIsNeededAsLongAsItsDeploymentsAre() {
        keep("with", APPLICATION);
        kept.keep("without", new SeenDelivery(BODY, List.of()), now);

        pass(Duration.ofHours(24));
        assertThat(kept.expired(10)).containsExactly(key("without", START));

        pass(Duration.ofDays(29));
        assertThat(kept.expired(10)).containsExactlyInAnyOrder(key("with", START), key("without", START));
        assertThat(kept.expired(1)).hasSize(1);
    }

    @Test
    void removingAnOldAcceptanceLeavesTheLaterOneOfTheSameDelivery() {
        keep("merge-1", OTHER);
        pass(Duration.ofHours(25));
        Deployment later = keep("merge-1", APPLICATION);

        pass(Duration.ofDays(29));
        assertThat(kept.expired(10)).containsExactly(key("merge-1", START));
        kept.forget(key("merge-1", START));

        assertThat(kept.expired(10)).isEmpty();
        assertThat(kept.size()).isEqualTo(1);
        assertThat(kept.deployment(later.id().value())).contains(later);
        assertThat(kept.deployment(DeploymentId.derive("merge-1", OTHER).value()))
                .isEmpty();
    }

    @Test
    void anAcceptanceThatIsReadLateDoesNotReplaceALaterOne() {
        Deployment later = keep("merge-1", APPLICATION);
        now = START.minus(Duration.ofHours(30));
        Deployment earlier = keep("merge-1", OTHER);
        now = START;

        assertThat(kept.delivery("merge-1"))
                .hasValueSatisfying(seen -> assertThat(seen.deployments()).containsExactly(later));
        assertThat(kept.deployment(earlier.id().value())).contains(earlier);
        assertThat(kept.holds(key("merge-1", earlier.acceptedAt()))).isTrue();
    }

    @Test
    void whatIsForgottenIsForgottenWhole() {
        Deployment deployment = keep("github:1", APPLICATION);

        kept.forget(key("github:1", START));

        assertThat(kept.size()).isZero();
        assertThat(kept.deployment(deployment.id().value())).isEmpty();
        assertThat(kept.ofBody(BODY)).isEmpty();
        assertThat(kept.expired(10)).isEmpty();
    }

    @Test
    void aHooksDeliveryIsFoundByItsBodyWithinTheWindowAndNoOther() {
        Digest others = Digest.of("another body");
        keep("gitlab:1", APPLICATION);
        kept.keep("merge-1", new SeenDelivery(others, List.of()), now);

        assertThat(kept.ofBody(BODY)).isPresent();
        assertThat(kept.ofBody(others)).isEmpty();

        pass(Duration.ofHours(24));
        assertThat(kept.ofBody(BODY)).isEmpty();
    }

    @Test
    void whatIsNoIdIsNoDeployment() {
        assertThat(kept.deployment("")).isEmpty();
        assertThat(kept.deployment("d" + "1".repeat(25))).isEmpty();
        assertThat(kept.deployment("x" + "a".repeat(25))).isEmpty();
        assertThat(kept.holds("Delivery seen/sha256:" + "0".repeat(64))).isFalse();
    }

    private Deployment keep(String id, ApplicationId application) {
        Deployment deployment = new Deployment(
                DeploymentId.derive(id, application), application, "1.0.0", LaneId.of(application), true, now);
        kept.keep(id, new SeenDelivery(BODY, List.of(deployment)), now);
        return deployment;
    }

    private static String key(String id, Instant acceptedAt) {
        return "Delivery seen/" + Digest.of(id).value().substring(7, 39) + "/" + acceptedAt.toEpochMilli();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
