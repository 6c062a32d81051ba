package dev.migrationgate.quickstart.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One deployment of the demonstration and what must become of it.
 *
 * @param title what a person is told beforehand
 * @param manifests files and folders with the manifests to post
 * @param expected labels of the events that must come, for example {@code MigrationSucceeded APPLIED}
 * @param serving the version that must answer afterwards
 */
record Step(String title, List<Path> manifests, List<String> expected, String serving) {
    /** With the steps before them enough for a median; each takes about 3 s. */
    private static final int ROUNDS = 4;

    private static final List<String> MIGRATED =
            List.of("DeploymentRequested", "MigrationStarted", "MigrationSucceeded APPLIED", "ServiceDeployed");

    Step {
        manifests = List.copyOf(manifests);
        expected = List.copyOf(expected);
    }

    /** The demonstration's steps, in order, from the folder of the example. */
    static List<Step> of(Path example) {
        return Stream.concat(
                        Stream.of(migrated(example), broken(example), without(example)),
                        IntStream.rangeClosed(1, ROUNDS).mapToObj(round -> again(example, round)))
                .toList();
    }

    private static Step migrated(Path example) {
        return new Step(
                "1. Version 1.0.0: Flyway migrates, then the service is deployed",
                List.of(example.resolve("v1")),
                MIGRATED,
                "1.0.0");
    }

    private static Step broken(Path example) {
        return new Step(
                "2. Version 1.1.0: its SQL is broken, so nothing is deployed and 1.0.0 goes on serving",
                List.of(example.resolve("v2")),
                List.of("DeploymentRequested", "MigrationStarted", "MigrationFailed EXIT_CODE"),
                "1.0.0");
    }

    private static Step without(Path example) {
        return new Step(
                "3. Version 1.2.0: wants no migration, so it is deployed at once",
                List.of(example.resolve("v3")),
                List.of("DeploymentRequested", "MigrationSucceeded NOT_REQUIRED", "ServiceDeployed"),
                "1.2.0");
    }

    /** The application with its migration job, in the version without a new table. */
    private static Step again(Path example, int round) {
        return new Step(
                "4. Version 1.2.0 with its migration job, for the figures: %d of %d".formatted(round, ROUNDS),
                List.of(
                        example.resolve("v1").resolve("application.yaml"),
                        example.resolve("rounds").resolve("deployment-config.yaml")),
                MIGRATED,
                "1.2.0");
    }
}
