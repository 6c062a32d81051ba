package dev.migrationgate.emulator.run.container;

import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.SecretKeySelector;
import dev.migrationgate.emulator.backend.Backend;
import dev.migrationgate.emulator.backend.ContainerSpec;
import dev.migrationgate.emulator.backend.ImageException;
import dev.migrationgate.emulator.backend.Limits;
import dev.migrationgate.emulator.secret.Secrets;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Settles what a container runs: its image, its variables, and its secrets as they are at this moment. */
public final class Launches {
    private final Backend backend;
    private final Secrets secrets;

    /** For one back end, with these secrets. */
    public Launches(Backend backend, Secrets secrets) {
        this.backend = backend;
        this.secrets = secrets;
    }

    /**
     * Settles one start.
     *
     * @param project whose secrets are meant where a reference names none
     * @param system the variables that Cloud Run sets itself; they are stronger than the container's
     * @param port where a service is to listen
     * @throws StartFailure the image or a secret is missing
     */
    public Backend.Start prepare(Container container, String project, Map<String, String> system, OptionalInt port)
            throws StartFailure {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container.getEnvList()) {
            String value = variable.hasValueSource()
                    ? secret(project, variable.getValueSource().getSecretKeyRef())
                    : variable.getValue();
            environment.put(variable.getName(), value);
        }
        environment.putAll(system);
        ContainerSpec spec = new ContainerSpec(
                container.getImage(),
                container.getCommandList(),
                container.getArgsList(),
                container.getWorkingDir(),
                environment,
                Limits.of(container.getResources().getLimitsMap()),
                port);
        try {
            return backend.prepare(spec);
        } catch (ImageException e) {
            throw new StartFailure(CommonReason.CONTAINER_MISSING, String.valueOf(e.getMessage()));
        }
    }

    /** What was started in a folder before; empty if nothing was. */
    public Optional<dev.migrationgate.emulator.backend.Container> at(Path folder) {
        return backend.at(folder);
    }

    /** Ends what was started in a folder, at once, without anybody watching. */
    public void discard(Path folder) {
        backend.discard(folder);
    }

    private String secret(String project, SecretKeySelector reference) throws StartFailure {
        String secret = reference.getSecret().startsWith("projects/")
                ? reference.getSecret()
                : "projects/" + project + "/secrets/" + reference.getSecret();
        String version = reference.getVersion().isEmpty() ? "latest" : reference.getVersion();
        try {
            return secrets.access(secret + "/versions/" + version).toStringUtf8();
        } catch (StatusRuntimeException e) {
            throw new StartFailure(
                    CommonReason.SECRETS_ACCESS_CHECK_FAILED,
                    "Secret %s/versions/%s cannot be accessed: %s"
                            .formatted(secret, version, e.getStatus().getDescription()));
        }
    }
}
