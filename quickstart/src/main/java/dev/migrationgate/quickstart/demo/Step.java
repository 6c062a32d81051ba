package dev.migrationgate.quickstart.demo;

import java.nio.file.Path;
import java.util.List;

/**
 * One deployment of the demonstration and what must become of it.
 *
 * @param title what a person is told beforehand
 * @param manifests folder with the manifests to post
 * @param expected labels of the events that must come, for example {@code MigrationSucceeded APPLIED}
 * @param serving the version that must answer afterwards
 */
record Step(String title, Path manifests, List<String> expected, String serving) {

    Step {
        expected = List.copyOf(expected);
    }

    /** The demonstration's steps, in order, from the folder of the example. */
    static List<Step> of(Path example) {
        return List.of(
                new Step(
                        "1. Version 1.0.0: Flyway migrates, then the service is deployed",
                        example.resolve("v1"),
                        List.of(
                                "DeploymentRequested",
                                "MigrationStarted",
                                "MigrationSucceeded APPLIED",
                                "ServiceDeployed"),
                        "1.0.0"),
                new Step(
                        "2. Version 1.1.0: its SQL is broken, so nothing is deployed and 1.0.0 goes on serving",
                        example.resolve("v2"),
                        List.of("DeploymentRequested", "MigrationStarted", "MigrationFailed EXIT_CODE"),
                        "1.0.0"),
                new Step(
                        "3. Version 1.2.0: wants no migration, so it is deployed at once",
                        example.resolve("v3"),
                        List.of("DeploymentRequested", "MigrationSucceeded NOT_REQUIRED", "ServiceDeployed"),
                        "1.2.0"));
    }
}
