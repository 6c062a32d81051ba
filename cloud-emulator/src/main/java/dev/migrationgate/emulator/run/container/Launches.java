package dev.migrationgate.emulator.run.container;

import com.google.cloud.run.v2.Condition.CommonReason;
import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.SecretKeySelector;
import dev.migrationgate.emulator.process.ImageException;
import dev.migrationgate.emulator.process.Images;
import dev.migrationgate.emulator.process.Launch;
import dev.migrationgate.emulator.process.Overrides;
import dev.migrationgate.emulator.secret.Secrets;
import io.grpc.StatusRuntimeException;
import java.util.HashMap;
import java.util.Map;

/** Settles what a container runs: its image, its variables, and its secrets as they are at this moment. */
public final class Launches {
    private final Images images;
    private final Secrets secrets;

    /** From images and secrets. */
    public Launches(Images images, Secrets secrets) {
        this.images = images;
        this.secrets = secrets;
    }

    /**
     * Settles one start.
     *
     * @param project whose secrets are meant where a reference names none
     * @param system the variables that Cloud Run sets itself; they are stronger than the container's
     * @throws StartFailure the image or a secret is missing
     */
    public Launch prepare(Container container, String project, Map<String, String> system) throws StartFailure {
        Map<String, String> environment = new HashMap<>();
        for (EnvVar variable : container.getEnvList()) {
            String value = variable.hasValueSource()
                    ? secret(project, variable.getValueSource().getSecretKeyRef())
                    : variable.getValue();
            environment.put(variable.getName(), value);
        }
        environment.putAll(system);
        Overrides overrides = new Overrides(
                container.getCommandList(), container.getArgsList(), container.getWorkingDir(), environment);
        try {
            return images.find(container.getImage()).launch(overrides);
        } catch (ImageException e) {
            throw new StartFailure(CommonReason.CONTAINER_MISSING, String.valueOf(e.getMessage()));
        }
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
