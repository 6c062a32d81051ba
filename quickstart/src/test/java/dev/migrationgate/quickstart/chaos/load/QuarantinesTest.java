package dev.migrationgate.quickstart.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuarantinesTest {
    private final Quarantines quarantines = new Quarantines();

    @Test
    void aLaneThatNobodyReleasedIsHeld() {
        quarantines.sees(Seen.quarantined(1, 1));

        assertThat(quarantines.holds(Seen.quarantine(1, 1))).isTrue();
    }

    @Test
    void aLaneThatEvidenceReleasedIsNotHeld() {
        quarantines.sees(Seen.released(2));

        assertThat(quarantines.holds(Seen.quarantine(1, 1))).isFalse();
    }

    @Test
    void aReleaseOfTheAttemptBeforeReleasesNothing() {
        quarantines.sees(Seen.released(2));

        assertThat(quarantines.holds(Seen.quarantine(3, 2))).isTrue();
    }
}
