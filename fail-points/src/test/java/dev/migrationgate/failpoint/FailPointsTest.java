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

        assertThat(points.takes("before commit")).isEmpty();
        assertThat(points.takes("before commit")).isEmpty();
        assertThat(points.takes("after commit")).isEmpty();

        assertThat(folder.resolve("reached")).hasContent("before commit\nafter commit\n");
    }

    @Test
    void anArmedPlaceIsTakenByOneProcessOnce(@TempDir Path folder) throws IOException {
        FailPoints first = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));
        FailPoints second = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));
        Files.writeString(folder.resolve("armed"), "after commit\n");

        assertThat(first.takes("before commit")).isEmpty();
        assertThat(first.takes("after commit")).contains(FailPoints.Signal.KILL);
        assertThat(second.takes("after commit")).isEmpty();
        assertThat(folder.resolve("met")).hasContent("after commit\n");
    }

    @Test
    void anArmedPlaceMayStopInsteadOfKill(@TempDir Path folder) throws IOException {
        FailPoints points = new FailPoints(Map.of(FailPoints.VARIABLE, folder.toString()));
        Files.writeString(folder.resolve("armed"), "after commit\nSTOP\n");

        assertThat(points.takes("after commit")).contains(FailPoints.Signal.STOP);
    }

    @Test
    void withoutTheVariableNothingIsDone() {
        FailPoints.reach("anywhere");

        assertThat(FailPoints.enabled()).isFalse();
    }
}
