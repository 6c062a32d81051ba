package dev.migrationgate.ingest.redeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.ingest.intake.Recorded;
import dev.migrationgate.ingest.redeploy.Look.Obstacle;
import dev.migrationgate.manifests.ApplicationId;
import dev.migrationgate.manifests.LaneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was recorded is version 1.4.0 or a commit, at offset 20; of images only the digest's first letter is told. */
class SchemaOrderTest {
    private static final History NOTHING = history();

    @Test
    void whereNothingMigratedEverythingMay() {
        assertThat(obstacle("1.4.0", NOTHING, NOTHING)).isEmpty();
    }

    @Test
    void theSameMigrationBringsTheSchemaNoFurther() {
        assertThat(obstacle("1.4.0", history(at(7, "9.9.9", "a")), NOTHING)).isEmpty();
    }

    @Test
    void aTagThatIsTheSameForEveryVersionIsNotTheSameMigration() {
        History newer = history(tagged(7, "1.5.0"));

        assertThat(obstacle("1.4.0", Optional.of("production/app:latest"), newer, NOTHING))
                .contains(new Obstacle.Newer("d7", "1.5.0"));
        assertThat(obstacle("1.4.0", Optional.of("production/app:latest"), history(tagged(7, "1.3.0")), NOTHING))
                .isEmpty();
        assertThat(obstacle("1.4.0", Optional.of("production/app:latest"), history(tagged(7, "1.4.0")), NOTHING))
                .isEmpty();
        // Nor does it tell when the recorded environment asked for a version.
        assertThat(obstacle("c0ffee", Optional.of("production/app:latest"), history(tagged(7, "beef")), newer))
                .containsInstanceOf(Obstacle.Unclear.class);
    }

    @Test
    void whatHasNoMigrationMeetsTheSchemaThereAsWell() {
        History here = history(at(10, "c0ffee", "b"), at(30, "beef", "c"));

        assertThat(obstacle("1.4.0", Optional.empty(), history(at(7, "1.5.0", "b")), NOTHING))
                .contains(new Obstacle.Newer("d7", "1.5.0"));
        assertThat(obstacle("1.4.0", Optional.empty(), history(at(7, "1.4.0", "b")), NOTHING))
                .isEmpty();
        assertThat(obstacle("dead", Optional.empty(), history(at(7, "beef", "c")), here))
                .contains(new Obstacle.Newer("d7", "beef"));
        assertThat(obstacle("dead", Optional.empty(), history(at(7, "c0ffee", "b")), here))
                .isEmpty();
    }

    @Test
    void theLastMigrationThereDecidesAndNotTheOneBefore() {
        History newer = history(at(7, "1.3.0", "b"), at(8, "1.5.0", "c"));
        History older = history(at(7, "1.5.0", "c"), at(8, "1.3.0", "b"));

        assertThat(obstacle("1.4.0", newer, NOTHING)).contains(new Obstacle.Newer("d8", "1.5.0"));
        assertThat(obstacle("1.4.0", older, NOTHING)).isEmpty();
    }

    /** Cancelled before it ran, say: the newer one's schema is there all the same. */
    @Test
    void anOlderMigrationThatWasAskedForOnceMoreThereIsNoNewerForThat() {
        History again = history(at(6, "1.4.0", "a"), at(7, "1.5.0", "b"), at(8, "1.4.0", "a"));

        assertThat(obstacle("1.4.0", again, NOTHING)).contains(new Obstacle.Newer("d7", "1.5.0"));
    }

    @Test
    void theOrderInWhichTheyWereAskedForTellsWhatVersionsDoNot() {
        History there = history(at(7, "beef", "b"));

        assertThat(obstacle("c0ffee", there, history(at(10, "beef", "b"), at(20, "c0ffee", "a"))))
                .isEmpty();
        assertThat(obstacle("c0ffee", there, history(at(20, "c0ffee", "a"), at(30, "beef", "b"))))
                .contains(new Obstacle.Newer("d7", "beef"));
        assertThat(obstacle("c0ffee", there, history(at(20, "c0ffee", "a"))))
                .containsInstanceOf(Obstacle.Unclear.class);
    }

    @Test
    void aRepetitionIsNoNewerThanWhatItRepeats() {
        History here = history(at(10, "c0ffee", "a"), at(15, "beef", "b"), at(20, "c0ffee", "a"));

        assertThat(obstacle("c0ffee", history(at(7, "beef", "b")), here)).contains(new Obstacle.Newer("d7", "beef"));
    }

    @Test
    void aNewerNumberIsNewerWhateverTheOrderWas() {
        History here = history(at(10, "1.5.0", "b"), at(20, "1.4.0", "a"));

        assertThat(obstacle("1.4.0", history(at(7, "1.5.0", "b")), here)).contains(new Obstacle.Newer("d7", "1.5.0"));
    }

    @Test
    void anOrderWhoseBeginningNobodySawTellsNothing() {
        History cut = new History(List.of(at(10, "beef", "b"), at(20, "c0ffee", "a")), Optional.empty(), true);
        History unreadable =
                new History(List.of(at(10, "beef", "b"), at(20, "c0ffee", "a")), Optional.of("broken"), false);

        assertThat(obstacle("c0ffee", history(at(7, "beef", "b")), cut)).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(obstacle("c0ffee", history(at(7, "beef", "b")), unreadable))
                .containsInstanceOf(Obstacle.Unclear.class);
    }

    @Test
    void aTagThatMovedIsUnclear() {
        History here = history(at(10, "1.4.0", "b"), at(20, "1.4.0", "a"));

        assertThat(obstacle("1.4.0", history(at(7, "1.4.0", "b")), here)).containsInstanceOf(Obstacle.Unclear.class);
    }

    @Test
    void whatCouldNotBeReadThereOrIsTooMuchIsUnclear() {
        History broken = new History(List.of(at(7, "1.3.0", "b")), Optional.of("offset 9 cannot be read"), false);
        History cut = new History(List.of(), Optional.empty(), true);
        History cutButKnown = new History(List.of(at(7, "1.3.0", "b")), Optional.empty(), true);

        assertThat(obstacle("1.4.0", broken, NOTHING)).contains(new Obstacle.Unclear("offset 9 cannot be read"));
        assertThat(obstacle("1.4.0", cut, NOTHING)).containsInstanceOf(Obstacle.Unclear.class);
        assertThat(obstacle("1.4.0", cutButKnown, NOTHING)).isEmpty();
    }

    @Test
    void whoAsksIsNoObstacleToThemselves() {
        var mine = new History.Migration(8, "d8", "1.5.0", "b", "mine");

        assertThat(obstacle("1.4.0", history(at(7, "1.3.0", "c"), mine), NOTHING))
                .isEmpty();
    }

    private static Optional<Obstacle> obstacle(String version, History there, History here) {
        return obstacle(version, Optional.of(image("production", "a")), there, here);
    }

    private static Optional<Obstacle> obstacle(
            String version, Optional<String> migration, History there, History here) {
        var original = new Recorded(
                "d20",
                ApplicationId.parse("o/u/staging/p/app"),
                version,
                new LaneId("lane"),
                image("staging", "a"),
                migration,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
        return new SchemaOrder(original, 20, migration).obstacle(there, "mine", () -> here);
    }

    private static History history(History.Migration... migrations) {
        return new History(List.of(migrations), Optional.empty(), false);
    }

    private static History.Migration at(long offset, String version, String digest) {
        return new History.Migration(offset, "d" + offset, version, image("production", digest), "other");
    }

    private static History.Migration tagged(long offset, String version) {
        return new History.Migration(offset, "d" + offset, version, "production/app:latest", "other");
    }

    private static String image(String project, String digest) {
        return project + "/app@sha256:" + digest.repeat(64);
    }
}
