package dev.migrationgate.ledger.view;

import static dev.migrationgate.ledger.RecordedFacts.at;
import static dev.migrationgate.ledger.RecordedFacts.deployed;
import static dev.migrationgate.ledger.RecordedFacts.failed;
import static dev.migrationgate.ledger.RecordedFacts.quarantined;
import static dev.migrationgate.ledger.RecordedFacts.requested;
import static dev.migrationgate.ledger.RecordedFacts.started;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ledger.fact.Recorded;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhyTest {
    private static final String LANE = "Database/acme/payments-db";
    private static final String ORDERS = "acme/retail/production/shop/orders";
    private static final Deployment FIRST =
            of("3f2a9c1b00", requested(1, "acme/retail/production/shop/billing-api", LANE), started(10, 1));
    private static final Deployment SECOND = of("aaaaaaaa00", requested(2, "acme/retail/production/shop/orders", LANE));
    private static final Deployment THIRD = of("bbbbbbbb00", requested(3, "acme/retail/production/shop/cart", LANE));

    @Test
    void whoeverWaitsHearsWhoHoldsTheLaneForHowLongAndTheirPlace() {
        assertThat(why(THIRD).text())
                .isEqualTo("waits: lane payments-db is held by billing-api 3f2a9c1b since 4 min 12 s, 2nd in line:"
                        + " billing-api's migration runs, attempt 1");
    }

    @Test
    void whoeverHoldsTheLaneHearsForHowLong() {
        assertThat(why(FIRST).text()).isEqualTo("its migration runs since 4 min 12 s, attempt 1");
    }

    @Test
    void ofOthersThatOneMayNotSeeOneHearsThatTheyAreThere() {
        Why why = Why.of(SECOND, lane(FIRST), Optional::empty, each -> each.equals(SECOND), at(262));

        assertThat(why.text())
                .isEqualTo("waits: lane payments-db is held by a deployment outside of your scope since 4 min 12 s,"
                        + " 1st in line");
    }

    @Test
    void anUnknownOutcomeSaysWhatAPersonCanDo() {
        Deployment held = of("3f2a9c1b00", requested(1, "a/b/c/d/billing-api", LANE), started(2, 1), quarantined(3));

        assertThat(why(SECOND, held).text())
                .endsWith("gate lane release 3f2a9c1b00 --verdict succeeded|failed --reason …");
        assertThat(Why.of(held, lane(held), Optional::empty, _ -> true, at(262)).text())
                .contains("the execution is gone");
    }

    @Test
    void whoeverIsBehindAllThatIsLookedAtIsNotNext() {
        Why why = Why.of(THIRD, Lane.of(LANE, List.of(FIRST, SECOND), false), Optional::empty, _ -> true, at(262));

        assertThat(why.text())
                .contains("is held by", "more than 1 before it in line")
                .doesNotContain("is next");
    }

    @Test
    void whoeverFailedHearsWhatServesNow() {
        Deployment failed = of("3f2a9c1b00", requested(1, ORDERS, LANE), started(2, 1), failed(10, 1));
        Deployment unprepared = of("3f2a9c1b00", requested(1, ORDERS, LANE), failed(10, 0));
        Deployment before = of("aaaaaaaa00", requested(1, ORDERS, LANE), deployed(5));
        Deployment after = of("aaaaaaaa00", requested(1, ORDERS, LANE), deployed(20));

        assertThat(whyFailed(failed, Optional.of(before)))
                .startsWith("its migration failed 4 min 12 s ago, and 1.1 goes on serving: ");
        assertThat(whyFailed(failed, Optional.of(after))).contains("and 1.1, deployed since, serves: ");
        assertThat(whyFailed(unprepared, Optional.empty()))
                .startsWith(
                        "failed before its migration started 4 min 12 s ago, and nothing that is recorded of its application serves: ");
    }

    private static String whyFailed(Deployment of, Optional<Deployment> live) {
        return Why.of(of, lane(FIRST), () -> live, _ -> true, at(262)).text();
    }

    private static Why why(Deployment of) {
        return why(of, FIRST);
    }

    private static Why why(Deployment of, Deployment holder) {
        return Why.of(of, lane(holder), Optional::empty, _ -> true, at(262));
    }

    private static Lane lane(Deployment holder) {
        return Lane.of(LANE, List.of(THIRD, SECOND, holder), true);
    }

    private static Deployment of(String id, Recorded... facts) {
        return History.of(id, List.of(facts)).deployment().orElseThrow();
    }
}
