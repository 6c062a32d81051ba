package dev.migrationgate.emulator;

import dev.migrationgate.emulator.fault.FaultPlan;
import dev.migrationgate.emulator.fault.RuledFaults;
import dev.migrationgate.emulator.run.service.Listening;
import dev.migrationgate.service.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What the emulator is told.
 *
 * @param host address to listen on
 * @param port of the gRPC server; 0 for any free one
 * @param stateDirectory where everything is kept; one emulator at a time
 * @param backend what containers are
 * @param services where deployed services are reached
 * @param shutdownGrace time a container has between SIGTERM and SIGKILL
 * @param secrets folder with secrets to begin with, {@code <project>/<secret>} each; absent: none
 * @param faults what goes wrong on purpose
 */
public record EmulatorConfig(
        String host,
        int port,
        Path stateDirectory,
        BackendChoice backend,
        Listening services,
        Duration shutdownGrace,
        Optional<Path> secrets,
        FaultPlan faults) {
    private static final String LOOPBACK = "127.0.0.1";

    /** Ten seconds, as Cloud Run gives (https://cloud.google.com/run/docs/container-contract). */
    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(10);

    /** Without faults, and with Cloud Run's own grace period. */
    public EmulatorConfig(int port, Path stateDirectory, Path imagesRoot) {
        this(port, stateDirectory, imagesRoot, DEFAULT_GRACE, FaultPlan.NONE);
    }

    /** On loopback, without secrets to begin with. */
    public EmulatorConfig(int port, Path stateDirectory, Path imagesRoot, Duration shutdownGrace, FaultPlan faults) {
        this(
                LOOPBACK,
                port,
                stateDirectory,
                new BackendChoice.Processes(imagesRoot),
                Listening.ON_LOOPBACK,
                shutdownGrace,
                Optional.empty(),
                faults);
    }

    /** The same with other faults. */
    public EmulatorConfig with(FaultPlan other) {
        return new EmulatorConfig(host, port, stateDirectory, backend, services, shutdownGrace, secrets, other);
    }

    /** The same with other containers. */
    public EmulatorConfig with(BackendChoice other) {
        return new EmulatorConfig(host, port, stateDirectory, other, services, shutdownGrace, secrets, faults);
    }

    /** Reads its variables, which the module's README lists; problems are left with them. */
    static EmulatorConfig from(Variables variables) {
        return new EmulatorConfig(
                variables.text("EMULATOR_HOST", LOOPBACK),
                variables.port("EMULATOR_PORT", 8700),
                variables.path("EMULATOR_STATE_DIR", Path.of(".gate", "emulator")),
                BackendChoice.from(variables),
                services(variables),
                variables.seconds("EMULATOR_SHUTDOWN_GRACE_SECONDS", DEFAULT_GRACE),
                variables.optionalPath("EMULATOR_SECRETS_DIR"),
                faults(variables));
    }

    private static Listening services(Variables variables) {
        String host = variables.text("EMULATOR_SERVICES_HOST", LOOPBACK);
        String name = variables.text("EMULATOR_SERVICES_NAME", LOOPBACK);
        try {
            return Listening.of(host, name, variables.text("EMULATOR_SERVICES_PORTS", ""));
        } catch (IllegalArgumentException e) {
            variables.problem("EMULATOR_SERVICES_PORTS: " + e.getMessage());
            return Listening.ON_LOOPBACK;
        }
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
