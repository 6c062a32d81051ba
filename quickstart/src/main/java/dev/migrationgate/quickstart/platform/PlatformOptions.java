package dev.migrationgate.quickstart.platform;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a platform needs to know before it starts.
 *
 * @param state the directory that keeps everything between two runs; created if absent
 * @param registryHome the unpacked registry distribution, which holds {@code quarkus-run.jar}
 * @param brokerPort the broker's port, 0 for any free one
 * @param registryPort the registry's port, 0 for any free one
 * @param postgresPort PostgreSQL's port, 0 for any free one
 * @param guarded whether the broker has a second listener, which asks who everybody is and holds to access rules
 * @param startLimit how long each part may take until it is ready
 */
public record PlatformOptions(
        Path state,
        Path registryHome,
        int brokerPort,
        int registryPort,
        int postgresPort,
        boolean guarded,
        Duration startLimit) {

    /** Makes the paths absolute, so that child processes find them from any working directory. */
    public PlatformOptions {
        state = state.toAbsolutePath().normalize();
        registryHome = registryHome.toAbsolutePath().normalize();
        requirePort("brokerPort", brokerPort);
        requirePort("registryPort", registryPort);
        requirePort("postgresPort", postgresPort);
    }

    /**
     * Free ports and a limit that a slow machine keeps too.
     *
     * @param state the directory that keeps everything between two runs
     * @param registryHome the unpacked registry distribution
     * @return the options
     */
    public static PlatformOptions in(Path state, Path registryHome) {
        return new PlatformOptions(state, registryHome, 0, 0, 0, false, Duration.ofSeconds(60));
    }

    /**
     * The same options with fixed ports.
     *
     * @param broker the broker's port, 0 for any free one
     * @param registry the registry's port, 0 for any free one
     * @param postgres PostgreSQL's port, 0 for any free one
     * @return the options
     */
    public PlatformOptions withPorts(int broker, int registry, int postgres) {
        return new PlatformOptions(state, registryHome, broker, registry, postgres, guarded, startLimit);
    }

    /** The same options with or without a guarded listener. */
    public PlatformOptions withGuard(boolean wanted) {
        return new PlatformOptions(state, registryHome, brokerPort, registryPort, postgresPort, wanted, startLimit);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(name + " must be from 0 to 65535, was " + port);
        }
    }
}
