package dev.migrationgate.quickstart.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @BeforeEach
    void accepted() {
        progress.accepted(Seen.DEPLOYMENT);
    }

    @Test
    void whatWasAcceptedIsOpenUntilItsEnd() {
        assertThat(progress.open()).containsExactly(Seen.DEPLOYMENT);

        progress.sees(Seen.failed(2, 1));

        assertThat(progress.open()).isEmpty();
    }

    @Test
    void anAttemptAfterTheEndIsOpenAgain() {
        progress.sees(Seen.failed(2, 1));
        progress.sees(Seen.started(3, 2));

        assertThat(progress.open()).containsExactly(Seen.DEPLOYMENT);
    }

    @Test
    void aQuarantineAfterTheEndIsOpenAgain() {
        progress.sees(Seen.failed(2, 1));
        progress.sees(Seen.quarantined(3, 2));

        assertThat(progress.open()).containsExactly(Seen.DEPLOYMENT);
    }

    @Test
    void aStartThatIsReadAfterItsEndOpensNothing() {
        progress.sees(Seen.failed(2, 1));
        progress.sees(Seen.started(1, 1));

        assertThat(progress.open()).isEmpty();
    }
}
