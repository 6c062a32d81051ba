package dev.migrationgate.ingest.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentEventTest {
    /** State, attempt, whether it is the end, and seconds; the clocks differ in the first rows. */
    @ParameterizedTest
    @CsvSource({
        "RUNNING 1 false 0, PENDING 0 false 9",
        "SUCCEEDED 0 true 0, PENDING 0 false 9",
        "SUCCEEDED 0 true 0, RUNNING 1 false 9",
        "SUCCEEDED 0 true 0, FAILED 1 false 9",
        "CANCELLED 0 true 0, HELD 1 false 9",
        "FAILED 1 false 0, RUNNING 1 false 9",
        "FAILED 1 false 0, HELD 1 false 9",
        "HELD 1 false 0, RUNNING 1 false 9",
        "RUNNING 2 false 0, FAILED 1 false 9",
        "RUNNING 1 false 9, FAILED 0 false 0",
        "FAILED 0 false 9, FAILED 1 false 0",
        "FAILED 0 true 9, SUPERSEDED 0 true 0"
    })
    void theOrderIsThatOfTheDeploymentAndNotOfTheClocks(String later, String earlier) {
        DeploymentEvent after = event(later);
        DeploymentEvent before = event(earlier);

        assertThat(after.laterThan(before)).isTrue();
        assertThat(before.laterThan(after)).isFalse();
        assertThat(after.laterThan(after)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void theNewestIsKnownInWhicheverOrderTheyCome(boolean requestFirst) {
        var recent = new RecentDeployments(10);
        Heard request = new Heard(event("PENDING 0 false 9"), Optional.of(Events.request()));
        Heard end = new Heard(event("SUCCEEDED 0 true 0"));
        recent.take(requestFirst ? request : end);
        recent.take(requestFirst ? end : request);
        recent.take(request);

        assertThat(recent.outdated(request.event())).isTrue();
        assertThat(recent.outdated(end.event())).isFalse();
        assertThat(recent.request("dep-1")).contains(Events.request());
    }

    @ParameterizedTest
    @CsvSource({"3"})
    void onlySoManyDeploymentsAreKnownTheLastOnes(int most) {
        var recent = new RecentDeployments(most);
        for (int i = 0; i < 10; i++) {
            var event =
                    new DeploymentEvent("e" + i, "dep-" + i, DeploymentState.PENDING, 0, false, "accepted", Events.NOW);
            recent.take(new Heard(event, Optional.of(Events.request())));
        }

        assertThat(recent.request("dep-6")).isEmpty();
        assertThat(recent.request("dep-7")).isPresent();
        assertThat(recent.request("dep-9")).isPresent();
    }

    private static DeploymentEvent event(String text) {
        String[] parts = text.split(" ", -1);
        return new DeploymentEvent(
                text,
                "dep-1",
                DeploymentState.valueOf(parts[0]),
                Integer.parseInt(parts[1]),
                Boolean.parseBoolean(parts[2]),
                "reason",
                Events.NOW.plusSeconds(Long.parseLong(parts[3])));
    }
}
