package dev.migrationgate.tests.ground;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.containers.wait.strategy.WaitStrategy;

/** The images that the profile {@code containers} makes. */
final class Images {
    static final int MANAGEMENT_PORT = 8081;

    private Images() {}

    static String of(String service) {
        return "migration-gate/" + service + ":" + System.getProperty("image.version", "0.1.0-SNAPSHOT");
    }

    /** Where a container's port is reached from this process. */
    static URI address(GenericContainer<?> container, int port) {
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
    }

    static WaitStrategy ready() {
        return Wait.forHttp("/readyz").forPort(MANAGEMENT_PORT).withStartupTimeout(PlatformContainers.START_LIMIT);
    }
}
