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
        try (CrashingSystem system = CrashingSystem.start(state, points)) {
            Victim runner = system.victim("migration-runner");
            Victim deployer = system.victim("service-deployer");
            // The first deployment creates what later ones find; the second is what others are held against.
            system.awaitEnd(system.deploy(), runner);
            String undisturbed = system.deploy();
            system.awaitEnd(undisturbed, runner);
            CrashingSystem.Outcome expected = system.outcome(undisturbed);
            assertThat(expected.events())
                    .containsExactly(
                            "DeploymentRequested", "MigrationStarted", "MigrationSucceeded", "ServiceDeployed");
            for (Victim victim : List.of(runner, deployer)) {
                for (String point : victim.reached()) {
                    table.add(row(system, victim, point, expected));
                }
            }
        }
        Files.write(Files.createDirectories(Path.of("target")).resolve("crash-matrix.md"), table);
        assertThat(table).allMatch(row -> row.endsWith("| same |") || row.endsWith("| not passed |"));
        assertThat(table).filteredOn(row -> row.endsWith("| same |")).hasSizeGreaterThan(40);
    }

    private static String row(CrashingSystem system, Victim victim, String point, CrashingSystem.Outcome expected)
            throws IOException, InterruptedException {
        victim.arm(point);
        String deployment = system.deploy();
        system.awaitEnd(deployment, victim);
        String result = "not passed";
        if (victim.killed()) {
            CrashingSystem.Outcome outcome = system.outcome(deployment);
            result = outcome.equals(expected) ? "same" : outcome.toString();
        }
        victim.disarm();
        // Killed after its last word: nothing above waited for it to be back.
        victim.program().start();
        String service = victim.program().name().replaceFirst("-1$", "");
        return "| " + service + " | " + point + " | " + result + " |";
    }
}
