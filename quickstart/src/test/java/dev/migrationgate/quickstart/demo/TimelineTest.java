package dev.migrationgate.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Expectation BOTH = new Expectation(List.of("DeploymentRequested", "ServiceDeployed"));

    private final Timeline timeline = new Timeline();
    private final List<String> told = new ArrayList<>();

    @Test
    void waitsUntilTheLastExpectedEventCame() throws InterruptedException {
        timeline.add(Events.seen("one", "DeploymentRequested", 0));
        Thread other = Thread.ofVirtual().start(() -> timeline.add(Events.seen("one", "ServiceDeployed", 20)));

        timeline.await("one", BOTH, Duration.ofSeconds(10), told::add);

        other.join();
        assertThat(timeline.of("one")).hasSize(2);
    }

    @Test
    void otherDeploymentsDoNotCount() {
        timeline.add(Events.seen("other", "DeploymentRequested", 0));

        assertThatThrownBy(() -> timeline.await("one", BOTH, Duration.ofMillis(1), told::add))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("expected: DeploymentRequested within")
                .hasMessageContaining("no event");
        assertThat(told).containsExactly("DeploymentRequested");
    }

    @Test
    void anEventThatMustNotComeEndsTheWaitAtOnce() {
        timeline.add(Events.seen("one", "ServiceDeployFailed", 0));

        assertThatThrownBy(() -> timeline.await("one", BOTH, Duration.ofHours(1), told::add))
                .hasMessageContaining("expected: DeploymentRequested, ServiceDeployed")
                .hasMessageContaining("ServiceDeployFailed");
    }

    @Test
    void aRolloutAfterTheEndIsFoundAfterwards() throws InterruptedException {
        Expectation failed = new Expectation(List.of("MigrationFailed"));
        timeline.add(Events.seen("one", "MigrationFailed", 0));
        timeline.await("one", failed, Duration.ofSeconds(1), told::add);
        timeline.add(Events.seen("one", "ServiceDeployed", 1));

        assertThatThrownBy(() -> timeline.confirm("one", failed)).hasMessageContaining("ServiceDeployed");
    }
}
