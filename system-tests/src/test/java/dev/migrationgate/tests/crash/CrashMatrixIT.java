package dev.migrationgate.tests.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills runner and deployer with {@code kill -9} at each fail point that a deployment passes; it comes out as without. */
@Tag("crash-matrix")
class CrashMatrixIT {
    @Test
    void aServiceThatIsKilledAnywhereDoesWhatItWouldHaveDone(@TempDir Path state, @TempDir Path points)
            throws IOException, InterruptedException {
        List<String> table = new ArrayList<>();
        try (CrashingSystem system = CrashingSystem.start(state, points, 1)) {
            // The first deployment creates what later ones find; the second is what others are held against.
            system.awaitEnd(system.deploy());
            String undisturbed = system.deploy();
            system.awaitEnd(undisturbed);
            CrashingSystem.Outcome expected = system.outcome(undisturbed);
            assertThat(expected.events())
                    .containsExactly(
                            "DeploymentRequested", "MigrationStarted", "MigrationSucceeded", "ServiceDeployed");
            for (String service : List.of("migration-runner", "service-deployer")) {
                for (String point : system.places(service).reached()) {
                    table.add(row(system, service, point, expected));
                }
            }
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve("crash-matrix.md"), table);
        assertThat(table).allMatch(row -> row.endsWith("| same |") || row.endsWith("| not passed |"));
        assertThat(table).filteredOn(row -> row.endsWith("| same |")).hasSizeGreaterThan(40);
    }

    private static String row(CrashingSystem system, String service, String point, CrashingSystem.Outcome expected)
            throws IOException, InterruptedException {
        ArmedPlaces places = system.places(service);
        places.kill(point);
        String deployment = system.deploy();
        system.awaitEnd(deployment);
        String result = "not passed";
        if (places.met()) {
            CrashingSystem.Outcome outcome = system.outcome(deployment);
            result = outcome.equals(expected) ? "same" : outcome.toString();
        }
        places.disarm();
        // Killed after its last word: nothing above waited for it to be back.
        system.startDead();
        return "| " + service + " | " + point + " | " + result + " |";
    }
}
