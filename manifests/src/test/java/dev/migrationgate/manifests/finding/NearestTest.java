package dev.migrationgate.manifests.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> FIELDS = List.of("runMigrationJob", "project", "source");

    @Test
    void aMistypedWordFindsWhatWasMeant() {
        assertThat(Nearest.to("runMigratonJob", FIELDS)).contains("runMigrationJob");
        assertThat(Nearest.to("run-migration-job", FIELDS)).contains("runMigrationJob");
        assertThat(Nearest.to("Projekt", FIELDS)).contains("project");
    }

    @Test
    void aWordThatIsLikeNoneFindsNothing() {
        assertThat(Nearest.to("labels", FIELDS)).isEmpty();
        assertThat(Nearest.to("", FIELDS)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), FIELDS)).isEmpty();
    }

    @Test
    void shortWordsNeedToBeCloser() {
        assertThat(Nearest.to("ab", List.of("cd"))).isEmpty();
        assertThat(Nearest.to("mix", List.of("min", "max"))).contains("max");
    }
}
