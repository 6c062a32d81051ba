package dev.migrationgate.tests.ground;

import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** The images that the profile {@code containers} makes. */
final class Images {
    static final int MANAGEMENT_PORT = 8081;

    private Images() {}

    static String of(String service) {
        return "migration-gate/" + service + ":" + System.getProperty("image.version", "0.1.0-SNAPSHOT");
    }

    static WaitStrategy ready() {
        return Wait.forHttp("/readyz").forPort(MANAGEMENT_PORT).withStartupTimeout(PlatformContainers.START_LIMIT);
    }
}
