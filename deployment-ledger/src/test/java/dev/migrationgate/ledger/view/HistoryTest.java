package dev.migrationgate.ledger.view;

import static dev.migrationgate.ledger.RecordedFacts.at;
import static dev.migrationgate.ledger.RecordedFacts.deployed;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.passed;
import static dev.migrationgate.ledger.RecordedFacts.quarantined;
import static dev.migrationgate.ledger.RecordedFacts.recorded;
import static dev.migrationgate.ledger.RecordedFacts.refused;
import static dev.migrationgate.ledger.RecordedFacts.released;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.retryAsked;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Fact;
import dev.migrationgate.ledger.fact.Recorded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Recorded REQUESTED = requested(1, "acme/retail/production/shop/orders", "lane");

    @Test
    void whatWasRequestedWaits() {
        Deployment deployment = of(REQUESTED);

        assertThat(deployment.status()).isEqualTo(Status.WAITING);
        assertThat(deployment.state().since()).isEqualTo(at(1));
        assertThat(deployment.migration()).isEqualTo("wanted");
        assertThat(deployment.attempt()).isZero();
        assertThat(deployment.name()).isEqualTo("orders");
        assertThat(deployment.environment()).isEqualTo("production");
    }

    @Test
    void withoutItsRequestNothingIsKnown() {
        assertThat(History.of("id", List.of(started(2, 1), passed(3))).deployment())
                .isEmpty();
    }

    @Test
    void aStartedMigrationRuns() {
        assertThat(of(REQUESTED, started(2, 1)).status()).isEqualTo(Status.MIGRATING);
    }

    @Test
    void aFailedMigrationFailsUntilAnotherAttemptStarts() {
        Deployment failed = of(REQUESTED, started(2, 1), failed(3, 1));
        Deployment again = of(REQUESTED, started(2, 1), failed(3, 1), started(4, 2));

        assertThat(failed.status()).isEqualTo(Status.FAILED);
        assertThat(failed.state().reason()).contains("EXIT_CODE");
        assertThat(failed.endedAt()).contains(at(3));
        assertThat(failed.excerpt()).containsExactly("ERROR: no such table");
        assertThat(again.status()).isEqualTo(Status.MIGRATING);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.endedAt()).isEmpty();
    }

    @Test
    void factsInTimeBeginWithTheRequestAndGoAttemptByAttempt() {
        // The clock of whoever took in the request is ahead.
        Recorded late = requested(3, "acme/retail/production/shop/orders", "lane");
        List<Recorded> happened =
                List.of(late, started(2, 1), failed(4, 1), retryAsked(5, "c"), started(6, 2), failed(7, 2));

        assertThat(History.of("id", happened).facts()).isNotEqualTo(happened);
        assertThat(History.of("id", happened).inTime()).isEqualTo(happened);
    }

    @Test
    void aRetryThatWasAskedForMakesItWaitAgainUnlessItWasRefused() {
        assertThat(of(REQUESTED, started(2, 1), failed(3, 1), retryAsked(4, "c"))
                        .status())
                .isEqualTo(Status.WAITING);
        assertThat(of(REQUESTED, started(2, 1), failed(3, 1), retryAsked(4, "c"), refused(5, "c"))
                        .status())
                .isEqualTo(Status.FAILED);
        assertThat(of(REQUESTED, started(2, 1), retryAsked(3, "c"), failed(4, 1))
                        .status())
                .isEqualTo(Status.FAILED);
    }

    @Test
    void anUnknownOutcomeHoldsItUntilItIsDecided() {
        assertThat(of(REQUESTED, started(2, 1), quarantined(3)).status()).isEqualTo(Status.HELD);
        assertThat(of(REQUESTED, started(2, 1), quarantined(3), released(4)).status())
                .isEqualTo(Status.MIGRATING);
        assertThat(of(REQUESTED, started(2, 1), quarantined(3), released(4), quarantined(5))
                        .status())
                .isEqualTo(Status.HELD);
    }

    @Test
    void whatPassedTheGateIsRolledOutAndThenDeployed() {
        assertThat(of(REQUESTED, started(2, 1), passed(3)).status()).isEqualTo(Status.ROLLING_OUT);
        Deployment deployed = of(REQUESTED, started(2, 1), passed(3), deployed(4));
        assertThat(deployed.status()).isEqualTo(Status.DEPLOYED);
        assertThat(deployed.migration()).isEqualTo("applied");
        assertThat(deployed.updatedAt()).isEqualTo(at(4));
    }

    @Test
    void aRolloutThatFailedAndAnEndBeforeTheGateSayWhy() {
        Deployment notReady = of(
                REQUESTED,
                passed(2),
                recorded(
                        "service-deploy-failed", 3, new Fact.DeployFailed(at(3), "NOT_READY", "no", Optional.empty())));
        Deployment cancelled =
                of(REQUESTED, recorded("deployment-cancelled", 3, new Fact.Cancelled(at(3), "ann", "wrong one")));
        Deployment superseded =
                of(REQUESTED, recorded("deployment-superseded", 3, new Fact.Superseded(at(3), "other", "newer")));

        assertThat(notReady.state().message()).contains("no");
        assertThat(cancelled.state().message()).contains("cancelled by ann: wrong one");
        assertThat(superseded.state().supersededBy()).contains("other");
    }

    @Property
    void theOrderInWhichFactsAreReadDoesNotMatter(@ForAll long seed) {
        var random = new Random(seed);
        List<Recorded> facts = new ArrayList<>(List.of(
                REQUESTED,
                started(2, 1),
                quarantined(3),
                released(4),
                failed(5, 1),
                retryAsked(6, "a"),
                started(7, 2),
                failed(8, 2),
                retryAsked(9, "b"),
                refused(10, "b"),
                started(11, 3),
                passed(12),
                deployed(13)));
        facts.removeIf(each -> !each.equals(REQUESTED) && random.nextInt(3) == 0);
        History once = History.of("id", facts);
        Collections.shuffle(facts, random);
        int cut = random.nextInt(facts.size() + 1);

        History inParts = History.of("id", facts.subList(cut, facts.size())).with(facts.subList(0, cut));

        assertThat(inParts.facts()).isEqualTo(once.facts());
        assertThat(inParts.deployment()).isEqualTo(once.deployment());
    }

    private static Deployment of(Recorded... facts) {
        return History.of("id", List.of(facts)).deployment().orElseThrow();
    }
}
