package dev.migrationgate.quickstart.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentMemoryTest {

    @Test
    void readsTheKernelsFigureAsBytes() {
        long bytes = ResidentMemory.bytes(List.of("Rss:    4096 kB", "Pss:    2048 kB", "Pss_Anon:  1 kB"), "Pss:");

        assertThat(bytes).isEqualTo(2048 * 1024);
    }

    @Test
    void thisProcessHoldsSomething() {
        try (ResidentMemory memory = ResidentMemory.watch()) {
            assertThat(memory.peakBytes()).isPositive();
        }
    }
}
