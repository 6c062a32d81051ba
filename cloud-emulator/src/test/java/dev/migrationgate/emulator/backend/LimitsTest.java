package dev.migrationgate.emulator.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void whatIsNotSaidIsAsCloudRunHasIt() {
        Limits limits = Limits.of(Map.of());

        assertThat(limits.memoryBytes()).isEqualTo(512L << 20);
        assertThat(limits.cpus()).isEqualByComparingTo("1");
    }

    @ParameterizedTest
    @CsvSource({"1Gi, 1073741824", "512Mi, 536870912", "1.5Gi, 1610612736", "300M, 300000000", "7, 7", "64Ki, 65536"})
    void memoryIsInBytes(String text, long bytes) {
        assertThat(Limits.of(Map.of("memory", text)).memoryBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "1500m, 1.5", "0.5, 0.5"})
    void cpusAreInCores(String text, String cores) {
        assertThat(Limits.of(Map.of("cpu", text)).cpus()).isEqualByComparingTo(cores);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "1 Gi", "1gi", "0", "0Mi", "1Mi; rm"})
    void whatIsNoQuantityIsNamed(String text) {
        assertThatThrownBy(() -> Limits.of(Map.of("memory", text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("memory")
                .hasMessageContaining("'" + text + "'");
    }
}
