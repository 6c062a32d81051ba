package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills runner and deployer with {@code kill -9} at each fail point that a deployment passes; it comes out as without. */
@Tag("crash-matrix")
class CrashMatrixIT {
    /** Twice: whether a call is passed may depend on what is still under way from before. */
    private static final List<Story> TRIES =
            Stream.of(Story.values(), Story.values()).flatMap(Arrays::stream).toList();

    @Test
    void aServiceThatIsKilledAnywhereDoesWhatItWouldHaveDone(@TempDir Path state, @TempDir Path points)
            throws IOException, InterruptedException {
        List<String> table = new ArrayList<>();
        try (CrashingSystem system = CrashingSystem.start(state, points, 1)) {
            system.awaitEnd(system.deploy());
            Map<Story, CrashingSystem.Outcome> undisturbed = undisturbed(system);
            for (String service : List.of("migration-runner", "service-deployer")) {
                for (String point : system.places(service).reached()) {
                    table.add(row(system, service, point, undisturbed));
                }
            }
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve("crash-matrix.md"), table);
        // Some are passed by chance alone, such as a look for a job that is slow to make its execution.
        assertThat(table).allMatch(row -> row.endsWith("| same |") || row.endsWith("| not passed |"));
        assertThat(table).filteredOn(row -> row.endsWith("| same |")).hasSizeGreaterThan(60);
    }

    /** What the kinds of deployments come to without a kill. */
    private static Map<Story, CrashingSystem.Outcome> undisturbed(CrashingSystem system)
            throws IOException, InterruptedException {
        Map<Story, CrashingSystem.Outcome> outcomes = new EnumMap<>(Story.class);
        for (Story story : Story.values()) {
            String deployment = system.deploy(story);
            system.awaitEnd(deployment);
            CrashingSystem.Outcome outcome = system.outcome(deployment);
            assertThat(outcome.events()).startsWith("DeploymentRequested", "MigrationStarted");
            assertThat(outcome.events().subList(2, outcome.events().size())).isEqualTo(story.end());
            outcomes.put(story, outcome);
        }
        return outcomes;
    }

    /** Tries one kind of deployment after the other, until one passes the place. */
    private static String row(
            CrashingSystem system, String service, String point, Map<Story, CrashingSystem.Outcome> undisturbed)
            throws IOException, InterruptedException {
        ArmedPlaces places = system.places(service);
        for (Story story : TRIES) {
            places.kill(point);
            String deployment = system.deploy(story);
            system.awaitEnd(deployment);
            boolean met = places.met();
            places.disarm();
            // Killed after its last word: nothing above waited for it to be back.
            system.startDead();
            if (met) {
                CrashingSystem.Outcome outcome = system.outcome(deployment);
                String result = outcome.equals(undisturbed.get(story)) ? "same" : outcome.toString();
                return "| " + service + " | " + point + " | " + story.title() + " | " + result + " |";
            }
        }
        return "| " + service + " | " + point + " | none | not passed |";
    }
}
