package dev.migrationgate.failpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailPointsTest {

    @Test
    void aPlaceIsNotedOnceAndKillsNobodyUnlessArmed(@TempDir Path folder) throws IOException {
        FailPoints points = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));

        assertThat(points.takes("before commit")).isFalse();
        assertThat(points.takes("before commit")).isFalse();
        assertThat(points.takes("after commit")).isFalse();

        assertThat(folder.resolve("reached")).hasContent("before commit\nafter commit\n");
    }

    @Test
    void anArmedPlaceIsTakenByOneProcessOnce(@TempDir Path folder) throws IOException {
        FailPoints first = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));
        FailPoints second = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));
        Files.writeString(folder.resolve("armed"), "after commit\n");

        assertThat(first.takes("before commit")).isFalse();
        assertThat(first.takes("after commit")).isTrue();
        assertThat(second.takes("after commit")).isFalse();
        assertThat(folder.resolve("killed")).hasContent("after commit\n");
    }

    @Test
    void withoutTheVariableNothingIsDone() {
        FailPoints.reach("anywhere");

        assertThat(FailPoints.enabled()).isFalse();
    }
}
