package dev.migrationgate.google;

import com.google.cloud.run.v2.Container;
import com.google.cloud.run.v2.EnvVar;
import com.google.cloud.run.v2.SecretKeySelector;
import java.util.function.UnaryOperator;

/**
 * Puts a number in the place of {@code latest} where a container's variables name secrets: Cloud Run would read {@code latest} anew
 * for each instance, and two instances of one revision could differ.
 */
public final class PinnedSecrets {
    private static final String LATEST = "latest";
    private static final String VERSIONS = "/versions/";

    private final UnaryOperator<String> newest;

    /** Asks Secret Manager, one call for each variable that says {@code latest}. */
    public PinnedSecrets(GoogleCloud google) {
        this(name -> google.secrets().getSecretVersion(name).getName());
    }

    /**
     * The same with another answer.
     *
     * @param newest full name of the version that {@code …/versions/latest} is now
     */
    PinnedSecrets(UnaryOperator<String> newest) {
        this.newest = newest;
    }

    /**
     * The container with every version a number.
     *
     * @throws com.google.api.gax.rpc.ApiException a secret cannot be looked up, or has no version
     */
    public Container in(Container container) {
        Container.Builder pinned = container.toBuilder();
        for (int i = 0; i < container.getEnvCount(); i++) {
            if (container
                    .getEnv(i)
                    .getValueSource()
                    .getSecretKeyRef()
                    .getVersion()
                    .equals(LATEST)) {
                pinned.setEnv(i, pinned(container.getEnv(i)));
            }
        }
        return pinned.build();
    }

    private EnvVar pinned(EnvVar variable) {
        EnvVar.Builder changed = variable.toBuilder();
        SecretKeySelector.Builder secret = changed.getValueSourceBuilder().getSecretKeyRefBuilder();
        String version = newest.apply(secret.getSecret() + VERSIONS + LATEST);
        secret.setVersion(version.substring(version.lastIndexOf('/') + 1));
        return changed.build();
    }
}
