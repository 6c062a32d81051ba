package dev.migrationgate.emulator;

import dev.migrationgate.emulator.fault.FaultSetting;
import dev.migrationgate.emulator.fault.RuledFaults;
import dev.migrationgate.emulator.registry.ManifestHandler;
import dev.migrationgate.service.ManagementServer;
import dev.migrationgate.service.Metrics;
import dev.migrationgate.service.Readiness;
import dev.migrationgate.service.Variables;
import java.util.Map;

/** The emulator as a process of its own has it: with health and metrics. */
final class EmulatorService implements AutoCloseable {
    private static final String NAME = "cloud-emulator";

    private final CloudEmulator emulator;
    private final ManagementServer management;

    /**
     * What the process is told.
     *
     * @param emulator the emulator's own
     * @param host address for health and metrics
     * @param managementPort port for health and metrics; 0: any free one
     */
    record Config(EmulatorConfig emulator, String host, int managementPort) {

        /**
         * Reads the environment; the module's README lists the variables.
         *
         * @throws dev.migrationgate.service.ConfigException something is wrong; lists everything
         */
        static Config from(Map<String, String> environment) {
            Variables variables = new Variables(environment);
            EmulatorConfig emulator = EmulatorConfig.from(variables);
            Config config =
                    new Config(emulator, variables.text("HOST", "127.0.0.1"), variables.port("MANAGEMENT_PORT", 8084));
            variables.check();
            return config;
        }
    }

    private EmulatorService(CloudEmulator emulator, ManagementServer management) {
        this.emulator = emulator;
        this.management = management;
    }

    /**
     * Starts the emulator; it is ready when this returns.
     *
     * @throws java.io.UncheckedIOException as the emulator, or the management port is taken
     */
    static EmulatorService start(Config config) {
        var metrics = Metrics.create(NAME);
        CloudEmulator emulator = CloudEmulator.start(config.emulator(), metrics);
        try {
            var management = ManagementServer.start(config.host(), config.managementPort(), new Readiness(), metrics);
            if (config.emulator().faults() instanceof RuledFaults faults) {
                management.with("/v1/faults", new FaultSetting(faults));
            }
            management.with(ManifestHandler.PATH, new ManifestHandler(emulator.images()));
            return new EmulatorService(emulator, management);
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    CloudEmulator emulator() {
        return emulator;
    }

    /** The port that answers for health and metrics. */
    int managementPort() {
        return management.port();
    }

    @Override
    public void close() {
        management.close();
        emulator.close();
    }

    @Override
    public String toString() {
        return emulator + ", management port " + managementPort();
    }
}
