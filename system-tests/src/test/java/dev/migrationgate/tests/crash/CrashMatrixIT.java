package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationgate.tests.crash.Survey.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills runner and deployer with {@code kill -9} at each fail point that a deployment passes; it comes out as without. Where there is
 * little time, {@code -Dcrash.every=2 -Dcrash.first=1} kills at every second place, beginning with the second.
 */
@Tag("crash-matrix")
class CrashMatrixIT {
    /** Whether a call is passed may depend on what is still under way from before. */
    private static final int TRIES = 4;

    private static final int EVERY = Integer.getInteger("crash.every", 1);
    private static final int FIRST = Integer.getInteger("crash.first", 0);
    private static final int FEWEST = 80;
    /** The jobs of earlier deployments are deleted meanwhile. A killed deployer is back long before its evidence goes. */
    private static final Map<String, String> SETTINGS = Map.of("KEPT_JOBS_SECONDS", "40");

    @Test
    void aServiceThatIsKilledAnywhereDoesWhatItWouldHaveDone(@TempDir Path state, @TempDir Path points)
            throws IOException, InterruptedException {
        List<Row> rows = new ArrayList<>();
        try (CrashingSystem system = CrashingSystem.start(state, points, 1, SETTINGS)) {
            system.awaitEnd(system.deploy());
            Survey survey = Survey.of(system);
            List<Killed> killed = new ArrayList<>();
            List<Map.Entry<Place, List<Story>>> passing =
                    List.copyOf(survey.passing().entrySet());
            for (int i = FIRST; i < passing.size(); i += EVERY) {
                killed.add(
                        killed(system, passing.get(i).getKey(), passing.get(i).getValue()));
            }
            // Whoever was killed after its last word was not back yet; by the end of another deployment it has done all
            // it
            // does.
            system.startDead();
            system.awaitReady();
            system.tell(Story.ANOTHER);
            for (Killed each : killed) {
                rows.add(row(system, survey, each));
            }
        }
        List<String> table = rows.stream().map(Row::text).toList();
        Files.write(Files.createDirectories(Path.of("target")).resolve("crash-matrix.md"), table);
        // Some are passed by chance alone, such as a look for a job that is slow to make its execution.
        assertThat(table).allMatch(row -> row.endsWith("| same |") || row.endsWith("| not passed |"));
        assertThat(table).filteredOn(row -> row.endsWith("| same |")).hasSizeGreaterThan(FEWEST / EVERY);
        assertPublished(rows);
    }

    /** Readers are told of every place at which a service was killed. */
    private static void assertPublished(List<Row> rows) throws IOException {
        PublishedMatrix published = PublishedMatrix.read();
        List<String> lacking = rows.stream()
                .filter(row -> row.passed() && !published.has(row.place().point()))
                .map(Row::text)
                .toList();
        assertThat(lacking)
                .as("rows to add to the crash matrix in docs/guarantees.md, unless 'Not in the table' is to name them")
                .isEmpty();
    }

    /**
     * Somebody was killed.
     *
     * @param place where
     * @param during empty: the place was not passed this time
     */
    private record Killed(Place place, Optional<During> during) {}

    /**
     * When it was.
     *
     * @param story what went on
     * @param deployment the one that it is about
     * @param outcome as soon as that had ended
     */
    private record During(Story story, String deployment, Outcome outcome) {}

    /** A line of the matrix. */
    private record Row(Place place, boolean passed, String text) {}

    /** Tries the kinds of deployments that passed the place, one after the other, until one passes it again. */
    private static Killed killed(CrashingSystem system, Place place, List<Story> passing)
            throws IOException, InterruptedException {
        ArmedPlaces places = system.places(place.service());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Story story = passing.get(attempt % passing.size());
            places.kill(place.point());
            String deployment = system.tell(story);
            boolean met = places.met();
            places.disarm();
            system.startDead();
            if (met) {
                System.out.println(place + " during " + story.title());
                return new Killed(place, Optional.of(new During(story, deployment, system.outcome(deployment))));
            }
        }
        return new Killed(place, Optional.empty());
    }

    private static Row row(CrashingSystem system, Survey survey, Killed killed) {
        Place place = killed.place();
        String begin = "| " + place.service() + " | " + place.point() + " | ";
        if (killed.during().isEmpty()) {
            return new Row(place, false, begin + "none | not passed |");
        }
        During during = killed.during().get();
        Outcome last = system.outcome(during.deployment());
        boolean same = List.of(during.outcome(), last)
                .equals(List.of(
                        survey.outcomes().get(during.story()), survey.outcomes().get(during.story())));
        String result = same ? "same" : during.outcome() + ", at the end " + last;
        return new Row(place, true, begin + during.story().title() + " | " + result + " |");
    }
}
