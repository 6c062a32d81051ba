package dev.migrationgate.emulator.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Creates containers, without starting them.
 *
 * @param owner id of the state that they belong to
 */
record Creation(Engine engine, String owner) {
    /** The port that a container serves at. */
    static final String PORT_LABEL = "dev.migrationgate.port";

    private static final BigDecimal NANO = BigDecimal.valueOf(1_000_000_000L);

    void create(String name, String folder, String image, ContainerSpec spec) {
        Map<String, String> labels = new HashMap<>();
        labels.put(DockerBackend.OWNER_LABEL, owner);
        labels.put(DockerBackend.FOLDER_LABEL, folder);
        Map<String, String> environment = new HashMap<>(spec.environment());
        HostConfig host = host(spec.limits());
        // Closed when the command is.
        CreateContainerCmd command = engine.client().createContainerCmd(image).withName(name);
        if (spec.port().isPresent()) {
            int port = spec.port().getAsInt();
            environment.put("PORT", Integer.toString(port));
            labels.put(PORT_LABEL, Integer.toString(port));
            command.withExposedPorts(ExposedPort.tcp(port));
        }
        if (!spec.command().isEmpty()) {
            command.withEntrypoint(spec.command());
        }
        if (!spec.args().isEmpty()) {
            command.withCmd(spec.args());
        }
        if (!spec.workingDirectory().isEmpty()) {
            command.withWorkingDir(spec.workingDirectory());
        }
        command.withEnv(lines(environment))
                .withLabels(labels)
                .withHostConfig(host)
                .exec();
    }

    private HostConfig host(Limits limits) {
        HostConfig host = HostConfig.newHostConfig()
                .withMemory(limits.memoryBytes())
                .withMemorySwap(limits.memoryBytes()) // with the memory in it, so there is none
                .withNanoCPUs(limits.cpus().multiply(NANO).longValue())
                // Whatever the engine's own choice is: its output has to be readable from the beginning.
                .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE))
                .withSecurityOpts(List.of("no-new-privileges"));
        return engine.network()
                .map(host::withNetworkMode)
                .orElseGet(() -> host.withExtraHosts("host.docker.internal:host-gateway"));
    }

    private static List<String> lines(Map<String, String> environment) {
        List<String> lines = new ArrayList<>();
        environment.forEach((name, value) -> lines.add(name + "=" + value));
        return lines;
    }
}
