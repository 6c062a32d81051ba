package dev.migrationgate.ingest.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {
    @ParameterizedTest
    @CsvSource({
        "1.4.0,      1.5.0,      -1",
        "1.10.0,     1.9.9,      1",
        "v2,         1.99,       1",
        "1.4,        1.4.1,      -1",
        "1.4.0-rc.1, 1.5.0,      -1",
        "1.4.0+b7,   1.3.0+b9,   1",
        "20261127.1, 20261126.9, 1",
        "c0ffee,     c0ffee,     0",
        "999999999999999999, 1,  1",
    })
    void numbersSayWhichOneIsNewer(String one, String other, int order) {
        assertThat(sign(Versions.compare(one, other))).hasValue(order);
        assertThat(sign(Versions.compare(other, one))).hasValue(-order);
    }

    @ParameterizedTest
    @CsvSource({
        "c0ffee,     beef01",
        "1.4.0-rc.1, 1.4.0-rc.2",
        "1.4.0-rc.1, 1.4.0",
        "1.4.0,      1.4",
        "release-7,  release-8",
        "1..2,       1.3",
        "9999999999999999999, 1",
        "'',         1",
    })
    void nobodyCanTellOfOthers(String one, String other) {
        assertThat(Versions.compare(one, other)).isEmpty();
        assertThat(Versions.compare(other, one)).isEmpty();
    }

    private static OptionalInt sign(OptionalInt order) {
        return order.isPresent() ? OptionalInt.of(Integer.signum(order.getAsInt())) : order;
    }
}
