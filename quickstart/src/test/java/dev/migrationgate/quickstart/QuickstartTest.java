package dev.migrationgate.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class QuickstartTest {
    private static final Set<String> OURS = Set.of("demo", "up");

    @Test
    void commandsThatLogAreFoundByTheirNameAndInFilesOfArguments() {
        assertThat(Quickstart.mayLog(OURS, "demo")).isTrue();
        assertThat(Quickstart.mayLog(OURS, "@file", "validate")).isTrue();
    }

    @Test
    void othersDoNotWaitForABackEnd() {
        assertThat(Quickstart.mayLog(OURS)).isFalse();
        assertThat(Quickstart.mayLog(OURS, "--help")).isFalse();
        assertThat(Quickstart.mayLog(OURS, "validate", "@file")).isFalse();
    }
}
