package dev.migrationgate.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private final Expectation expectation =
            new Expectation(List.of("DeploymentRequested", "MigrationSucceeded APPLIED", "ServiceDeployed"));

    @Test
    void nothingSeenWaitsForTheFirstEvent() {
        assertThat(expectation.judge(List.of())).isEqualTo(new Verdict.Pending("DeploymentRequested"));
    }

    @Test
    void eventsMayArriveInAnyOrder() {
        Verdict verdict =
                expectation.judge(List.of("ServiceDeployed", "DeploymentRequested", "MigrationSucceeded APPLIED"));

        assertThat(verdict).isEqualTo(new Verdict.Met());
    }

    @Test
    void theMissingEventIsNamed() {
        Verdict verdict = expectation.judge(List.of("ServiceDeployed", "DeploymentRequested"));

        assertThat(verdict).isEqualTo(new Verdict.Pending("MigrationSucceeded APPLIED"));
    }

    @Test
    void anotherOutcomeThanTheExpectedOneBreaksIt() {
        Verdict verdict = expectation.judge(List.of("DeploymentRequested", "MigrationSucceeded NOT_REQUIRED"));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Broken.class, broken -> {
            assertThat(broken.expected()).contains("MigrationSucceeded APPLIED");
            assertThat(broken.seen()).contains("MigrationSucceeded NOT_REQUIRED");
        });
    }

    @Test
    void theSameEventTwiceBreaksIt() {
        Verdict verdict = expectation.judge(List.of("DeploymentRequested", "DeploymentRequested"));

        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void theFailedVersionExpectsNoRollout() {
        Step failing = Step.of(Path.of("example")).get(1);

        Verdict verdict = new Expectation(failing.expected())
                .judge(List.of(
                        "DeploymentRequested", "MigrationStarted", "MigrationFailed EXIT_CODE", "ServiceDeployed"));

        assertThat(verdict).isInstanceOf(Verdict.Broken.class);
    }
}
