package dev.migrationgate.emulator;

import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.emulator.fault.RuledFaults;
import dev.migrationgate.service.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * What the emulator is told.
 *
 * @param port of the gRPC server on loopback; 0 for any free one
 * @param stateDirectory where everything is kept; one emulator at a time
 * @param imagesRoot where image references are looked up
 * @param shutdownGrace time a container has between SIGTERM and SIGKILL
 * @param faults what goes wrong on purpose
 */
public record EmulatorConfig(int port, Path stateDirectory, Path imagesRoot, Duration shutdownGrace, FaultPlan faults) {
    /** Ten seconds, as Cloud Run gives (https://cloud.google.com/run/docs/container-contract). */
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    /** Without faults, and with Cloud Run's own grace period. */
    public EmulatorConfig(int port, Path stateDirectory, Path imagesRoot) {
        this(port, stateDirectory, imagesRoot, DEFAULT_GRACE, FaultPlan.NONE);
    }

    /** The same with other faults. */
    public EmulatorConfig with(FaultPlan other) {
        return new EmulatorConfig(port, stateDirectory, imagesRoot, shutdownGrace, other);
    }

    /** Reads its variables, which the module's README lists; problems are left with them. */
    static EmulatorConfig from(Variables variables) {
        return new EmulatorConfig(
                variables.port("EMULATOR_PORT", 8700),
                variables.path("EMULATOR_STATE_DIR", Path.of(".gate", "emulator")),
                variables.path("EMULATOR_IMAGES_DIR", Path.of(".gate", "images")),
                variables.seconds("EMULATOR_SHUTDOWN_GRACE_SECONDS", DEFAULT_GRACE),
                faults(variables));
    }

    private static RuledFaults faults(Variables variables) {
        RuledFaults faults = new RuledFaults(Clock.systemUTC());
        variables.optional("EMULATOR_FAULTS").ifPresent(file -> {
            try {
                faults.become(Files.readString(Path.of(file)));
            } catch (IOException e) {
                variables.problem("EMULATOR_FAULTS: cannot read " + file + ": " + e);
            } catch (IllegalArgumentException e) {
                variables.problem("EMULATOR_FAULTS: " + file + " is " + e.getMessage());
            }
        });
        return faults;
    }
}
